import { beforeAll, describe, expect, it } from 'vitest';
import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import type { Elicited } from '#core/model/elicited.ts';
import { askFollowUps, toFollowUpOutcomes, type FollowUpReplies } from '#harness/ask-follow-ups.ts';
import type { ModelSession } from '#harness/ports.ts';
import { toConformancePrompts } from './conformance-prompts.ts';
import { forceWithOrtNode } from './ort-node.ts';
import { openOwnEngine } from './own-engine.ts';
import { createReferenceCodec } from './reference-codec.ts';

/** A minute and more when other programs have the cores. */
const SLOW = { timeout: 180_000 };
const confidence: ConfidenceConfig = {
  pTrue: { question: 'Is your answer right? Reply True or False.', trueText: 'True', falseText: 'False' },
  verbalized: { question: 'How sure are you? Respond with ONLY a number between 0 and 100.', maxNewTokens: 8 },
  conditions: 'original',
};
/** Prompts that leave room for the question in the model's 512 tokens, with an answer that is right and one that is not. */
const cases = toConformancePrompts()
  .filter(({ example: { user } }) => user.length < 500)
  .slice(0, 5)
  .flatMap(({ example: { system, user, target } }) =>
    [target[0] ?? '', 'No'].map((answer) => ({ system, user, answer })),
  );

const elicited: Elicited[] = [];

beforeAll(async () => {
  const engine = await openOwnEngine('fp32');
  try {
    const { api, report } = engine;
    const session: ModelSession = {
      report,
      prepare: (prompts) => api.prepare(prompts),
      generate: (request) => api.generate(request),
      scoreContinuations: (request) => api.scoreContinuations(request),
      scoreText: (request) => api.scoreText(request),
      readForced: (request) => api.readForced(request),
      compareForced: (request) => api.compareForced(request),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    for (const [groupIndex, { system, user, answer }] of cases.entries()) {
      const trialKey = String(groupIndex).padStart(64, '0');
      const work = {
        confidence,
        groupIndex,
        messages: { system, user },
        answers: [{ trialKey, output: { outputText: answer } }],
      };
      const replies: FollowUpReplies = new Map();
      expect(await askFollowUps(session, work, replies, new AbortController().signal)).toBeNull();
      elicited.push(...[...toFollowUpOutcomes(work, replies, null).values()].map((outcome) => outcome.elicited));
    }
  } finally {
    engine.end();
  }
}, SLOW.timeout);

describe('p_true of the app', SLOW, () => {
  it('is of a conversation that ends with the question', async () => {
    const codec = await createReferenceCodec();
    expect(elicited).toHaveLength(cases.length);
    for (const [index, { system, user, answer }] of cases.entries()) {
      const head = system === null ? '' : `<|system|>\n${system}<|end|>\n`;
      const text = `${head}<|user|>\n${user}<|end|>\n<|assistant|>\n${answer}<|end|>\n<|user|>\n${confidence.pTrue?.question}<|end|>\n<|assistant|>\n`;
      expect(elicited[index]?.pTrue?.prompt).toBe(text);
      const tokens = elicited[index]?.pTrue;
      const whole = [...(tokens?.promptTokenIds ?? []), ...(tokens?.options?.[0]?.tokenIds ?? [])];
      expect(whole).toEqual(codec.encode(`${text}True`));
    }
  });

  it('is what onnxruntime-node computes in one pass without a cache', async () => {
    const pairs = elicited.flatMap(({ pTrue }) =>
      (pTrue?.options ?? []).map(({ tokenIds }) => ({ prompt: pTrue?.promptTokenIds ?? [], continuation: tokenIds })),
    );
    expect(pairs).toHaveLength(2 * cases.length);
    const forced = await forceWithOrtNode('fp32', pairs);
    const toSum = (index: number): number => (forced[index] ?? []).reduce((sum, value) => sum + value, 0);
    for (const [index, { pTrue }] of elicited.entries()) {
      const [right, wrong] = [Math.exp(toSum(2 * index)), Math.exp(toSum(2 * index + 1))];
      expect(pTrue?.value).toBeCloseTo(right / (right + wrong), 4);
      for (const [option, { logprobs }] of (pTrue?.options ?? []).entries())
        for (const [at, logprob] of logprobs.entries())
          expect(logprob).toBeCloseTo(forced[2 * index + option]?.[at] ?? NaN, 3);
    }
    // A constant would agree with anything that is constant too.
    expect(new Set(elicited.map(({ pTrue }) => pTrue?.value)).size).toBeGreaterThan(cases.length / 2);
  });
});

describe('the number that the app asks for', SLOW, () => {
  it('is read from a reply, or is none', () => {
    for (const { verbalized } of elicited) {
      expect(verbalized?.outputTokenIds?.length).toBeLessThanOrEqual(8);
      expect(verbalized?.failureCode).toBeNull();
      const reply = /^(\d{1,3})(?:\.(\d+))?\s?%?\.?$/.exec(verbalized?.outputText?.trim() ?? '');
      if (reply === null) expect(verbalized?.value).toBeNull();
      else expect(verbalized?.value).toBeCloseTo(Number(reply[1]) / 100, 1);
    }
  });
});
