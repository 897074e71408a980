import { expect, test } from 'vitest';
import { toOk } from '#core/errors/result.ts';
import { checkDeterminism } from '#harness/check-determinism.ts';
import type { ModelSession } from '#harness/ports.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld } from '#tests/support/fake-ports.ts';

const trialKeys = ['1', '2'].map((digit) => digit.repeat(64));
const work = {
  request: { groupIndex: 0, promptTokenIds: [1], trialKeys, decoding: buildConfig([]).decoding, batchSize: 2 },
  trialKeys,
  choice: null,
  text: null,
};
const { signal } = new AbortController();

async function openSession(): Promise<ModelSession> {
  const [model] = buildConfig(buildSamples(1)).models;
  if (model === undefined) throw new Error('the configuration has a model');
  const nothing = (): void => undefined;
  const opened = await createFakeWorld().ports.runtime.open(model, { onProgress: nothing, onDelta: nothing, signal });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

test('a group that comes out the same twice passes', async () => {
  expect(await checkDeterminism(await openSession(), work, signal)).toEqual({
    ok: true,
    value: { trials: 2, identical: true, firstDivergence: null },
  });
});

test('one bit that differs is found, with its place', async () => {
  const session = await openSession();
  let calls = 0;
  const generate: ModelSession['generate'] = async (request, abort) => {
    calls += 1;
    const made = await session.generate(request, abort);
    if (!made.ok || calls === 1) return made;
    const rows = made.value.rows.map((row, index) =>
      index === 0
        ? row
        : {
            ...row,
            output: {
              ...row.output,
              logprobs: row.output.logprobs.map((token) => ({ ...token, logprob: token.logprob - 1e-6 })),
            },
          },
    );
    return toOk({ ...made.value, rows });
  };
  expect(await checkDeterminism({ ...session, generate }, work, signal)).toEqual({
    ok: true,
    value: { trials: 2, identical: false, firstDivergence: { trialKey: trialKeys[1], tokenPosition: 0 } },
  });
});
