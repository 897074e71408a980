import { expect } from 'vitest';
import type { Check } from './check.ts';
import { force, generate, GREEDY, PROMPTS, toPromptIds, toTrialKeys, type LoadedTarget } from './loaded-target.ts';
import type { ReferenceAnswer } from './reference-answers.ts';

/** Two tokens as near as this may change places by the last bits of a sum. */
const GREEDY_GAP = 1e-2;
/** Largest difference of a log-probability between two computations of the same weights. */
const SAME_WEIGHTS = 1e-3;
/** The stored values are rounded to 1e-6; a vocabulary has thousands of them. */
const SUM_SLACK = 5e-3;
/** One token at a time instead of a whole prompt: sums in another order. */
const FORCED_SLACK = 1e-3;

/** Log-probabilities of the reference's own answers on this target, beside the reference's. */
async function toPairs(
  loaded: LoadedTarget,
  answers: readonly ReferenceAnswer[],
): Promise<
  readonly { readonly own: number; readonly reference: number; readonly gap: number; readonly agrees: boolean }[]
> {
  const pairs: { own: number; reference: number; gap: number; agrees: boolean }[] = [];
  for (const { promptTokenIds, output } of answers) {
    const [scored = []] = await force(loaded, promptTokenIds, [output.outputTokenIds]);
    for (const [position, { logprob, runnerUpLogprob }] of output.logprobs.entries()) {
      const own = scored[position];
      if (own === undefined) continue;
      const agrees = own.logprob >= own.runnerUpLogprob;
      pairs.push({ own: own.logprob, reference: logprob, gap: logprob - runnerUpLogprob, agrees });
    }
  }
  return pairs;
}

/** Checks of the numbers that a runtime computes. */
export const numberChecks: readonly Check[] = [
  {
    id: 'reference',
    title: `Forced through the answers of fp32 on the processor: the same token is likeliest wherever it leads by more than ${GREEDY_GAP}, log-probabilities within ${SAME_WEIGHTS}`,
    toReason: ({ target, capabilities }) => {
      if (capabilities.logprobs !== 'full') return 'no log-probabilities of given tokens';
      return target.dtype === 'fp32' ? null : 'other weights than the reference’s';
    },
    run: async (loaded, answers) => {
      const pairs = await toPairs(loaded, answers);
      expect(pairs.length).toBeGreaterThan(10);
      expect(pairs.filter(({ gap, agrees }) => gap > GREEDY_GAP && !agrees)).toEqual([]);
      const largest = Math.max(...pairs.map(({ own, reference }) => Math.abs(own - reference)));
      expect(largest).toBeLessThanOrEqual(SAME_WEIGHTS);
      return `${pairs.length} tokens, largest difference ${largest.toExponential(1)}`;
    },
  },
  {
    id: 'quantised',
    title: 'Quantised weights, forced through the answers of fp32: the same token is likeliest at nine places of ten',
    toReason: ({ target, capabilities }) => {
      if (capabilities.logprobs !== 'full') return 'no log-probabilities of given tokens';
      return target.dtype === 'fp32' ? 'the reference’s own weights' : null;
    },
    run: async (loaded, answers) => {
      const pairs = await toPairs(loaded, answers);
      const share = pairs.filter(({ agrees }) => agrees).length / pairs.length;
      expect(share).toBeGreaterThanOrEqual(0.9);
      return `${(100 * share).toFixed(1)} % of ${pairs.length} tokens`;
    },
  },
  {
    id: 'sum',
    title: 'The probabilities of all tokens after a prompt add up to 1',
    toReason: ({ capabilities }) => (capabilities.logprobs === 'full' ? null : 'no log-probabilities of all tokens'),
    run: async (loaded) => {
      const promptTokenIds = await toPromptIds(loaded, PROMPTS[1] ?? '');
      const { vocabularySize } = loaded.session.report.graph;
      const tokens = Array.from({ length: vocabularySize }, (_, token) => [token]);
      const scored = await force(loaded, promptTokenIds, tokens);
      const sum = scored.flat().reduce((total, { logprob }) => total + Math.exp(logprob), 0);
      expect(Math.abs(sum - 1)).toBeLessThan(SUM_SLACK);
      return `${vocabularySize} tokens, sum ${sum.toFixed(5)}`;
    },
  },
  {
    id: 'forced',
    title: `Log-probabilities of a generated answer are those of the same tokens when they are forced, within ${FORCED_SLACK}`,
    toReason: ({ capabilities }) => {
      if (capabilities.logprobs !== 'full') return 'no log-probabilities of given tokens';
      return capabilities.logprobStage === 'raw' ? null : 'log-probabilities are not raw';
    },
    run: async (loaded) => {
      const promptTokenIds = await toPromptIds(loaded, PROMPTS[2] ?? '');
      const decoding = { ...GREEDY, temperature: 1.5, topK: 50 };
      const [output] = await generate(loaded, { promptTokenIds, trialKeys: toTrialKeys(1), decoding });
      const [scored = []] = await force(loaded, promptTokenIds, [output?.outputTokenIds ?? []]);
      const differences = scored.map(({ logprob }, index) =>
        Math.abs(logprob - (output?.logprobs[index]?.logprob ?? NaN)),
      );
      expect(differences.length).toBeGreaterThan(0);
      expect(Math.max(...differences)).toBeLessThanOrEqual(FORCED_SLACK);
      return `${differences.length} tokens`;
    },
  },
];
