import { expect } from 'vitest';
import { usesSharedPrefix } from '#core/model/shared-prefix.ts';
import recordedPlain from '#tests/browser/inference-ort/reference-outputs.json';
import recordedShared from '#tests/browser/inference-ort/reference-outputs-shared.json';
import { toRecordingRequest } from '#tests/browser/inference-ort/recording-request.ts';
import { applies, type Check } from './check.ts';
import { generate, GREEDY, PROMPTS, toPromptIds, toTrialKeys, unwrap, type LoadedTarget } from './loaded-target.ts';

const SAMPLED = { ...GREEDY, temperature: 1.5, maxNewTokens: 16 };
const KEYS = toTrialKeys(6);

async function toFirstIds(loaded: LoadedTarget): Promise<readonly number[]> {
  return toPromptIds(loaded, PROMPTS[0] ?? '');
}

/** Checks of who draws tokens, and of rows beside and behind each other. */
export const samplingChecks: readonly Check[] = [
  {
    id: 'bits',
    title: 'Outputs and log-probabilities are those recorded on another engine (Node), to the last digit',
    toReason: ({ target, report }) => {
      if (report.reproducibilityClass !== 'A') return `class ${report.reproducibilityClass}`;
      return target.dtype === 'fp32' ? null : 'recorded for fp32';
    },
    run: async ({ session }) => {
      const recorded = usesSharedPrefix(session.report) ? recordedShared : recordedPlain;
      const { signal } = new AbortController();
      const request = await toRecordingRequest({ prepare: (prompts) => session.prepare(prompts, signal) });
      const rows = unwrap(await session.generate(request, signal)).rows.map(({ output }) => output);
      expect(rows).toEqual(recorded);
      return `${rows.length} sampled outputs`;
    },
  },
  {
    id: 'repeat',
    title: 'The same group twice gives the same tokens and log-probabilities',
    toReason: applies,
    run: async (loaded) => {
      const request = { promptTokenIds: await toFirstIds(loaded), trialKeys: KEYS, decoding: SAMPLED };
      const first = await generate(loaded, request);
      expect(await generate(loaded, request)).toEqual(first);
      return `${new Set(first.map(({ outputText }) => outputText)).size} texts of ${first.length}`;
    },
  },
  {
    id: 'seeds',
    title: 'An answer belongs to its trial key: not to its place in the group, not to chance',
    toReason: ({ capabilities }) => (capabilities.seed === 'none' ? 'no seed' : null),
    run: async (loaded) => {
      const promptTokenIds = await toFirstIds(loaded);
      const outputs = await generate(loaded, { promptTokenIds, trialKeys: KEYS, decoding: SAMPLED });
      const reversed = await generate(loaded, { promptTokenIds, trialKeys: KEYS.toReversed(), decoding: SAMPLED });
      expect(reversed.toReversed()).toEqual(outputs);
      const texts = new Set(outputs.map(({ outputText }) => outputText)).size;
      expect(texts).toBeGreaterThan(1);
      return `${texts} different texts from ${KEYS.length} keys`;
    },
  },
  {
    id: 'rows',
    title: 'Rows of a batch do not influence each other: alone, in twos, all together',
    toReason: ({ capabilities }) => (capabilities.maxBatch === 1 ? 'one row at a time' : null),
    run: async (loaded) => {
      const promptTokenIds = await toFirstIds(loaded);
      const request = { promptTokenIds, trialKeys: KEYS, decoding: SAMPLED };
      const together = await generate(loaded, { ...request, batchSize: KEYS.length });
      for (const batchSize of [1, 2]) expect(await generate(loaded, { ...request, batchSize })).toEqual(together);
      return 'batches of 1, 2 and 6';
    },
  },
  {
    id: 'prefix',
    title: 'A row behind a shared prompt equals the row with the prompt computed for it alone',
    toReason: ({ capabilities }) => (capabilities.sharedPrefix === 'none' ? 'no shared prompt' : null),
    run: async (loaded) => {
      const promptTokenIds = await toFirstIds(loaded);
      const shared = await generate(loaded, { promptTokenIds, trialKeys: KEYS, decoding: SAMPLED });
      for (const [index, trialKey] of KEYS.entries())
        expect(await generate(loaded, { promptTokenIds, trialKeys: [trialKey], decoding: SAMPLED })).toEqual([
          shared[index],
        ]);
      return `${KEYS.length} rows`;
    },
  },
  {
    id: 'controls',
    title:
      'Each control acts: top-k 1 and a tiny top-p give the greedy answer, min-p 1 too, a repetition penalty another',
    toReason: ({ capabilities }) => (capabilities.tokenLevel ? null : 'the runtime’s own sampler'),
    run: async (loaded) => {
      const promptTokenIds = await toFirstIds(loaded);
      const request = { promptTokenIds, trialKeys: KEYS.slice(0, 2) };
      const greedy = await generate(loaded, request);
      for (const change of [{ topK: 1 }, { topP: 1e-6 }, { minP: 1 }])
        expect(await generate(loaded, { ...request, decoding: { ...GREEDY, temperature: 1, ...change } })).toEqual(
          greedy,
        );
      const penalised = await generate(loaded, { ...request, decoding: { ...GREEDY, repetitionPenalty: 5 } });
      expect(penalised).not.toEqual(greedy);
      return 'top-k, top-p, min-p, repetition penalty';
    },
  },
];
