import { expect, test } from 'vitest';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { toOk } from '#core/errors/result.ts';
import { checkContextRoom } from '#harness/check-context-room.ts';
import { planRun } from '#harness/plan-run.ts';
import { readReferenceTokenizerFiles } from '#tests/support/builders-bundle.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld } from '#tests/support/fake-ports.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { countPrompts } from '#workers/tokenizer/count-prompts.ts';

const samples = buildSamples(3);
const config = buildConfig(samples);
const files = readReferenceTokenizerFiles();

async function check(asked: HarnessConfig): Promise<readonly string[]> {
  const plan = planRun(asked, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  const { ports } = createFakeWorld({ tokenizerFiles: files });
  const tokenizers = {
    ...ports.tokenizers,
    countPrompts: async (request: Parameters<typeof countPrompts>[0]) => countPrompts(request),
  };
  const checked = await checkContextRoom({ runtime: ports.runtime, tokenizers }, { config: asked, plan: plan.value });
  if (!checked.ok) throw new Error(checked.failure.message);
  return checked.value;
}

test('warns exactly where the longest prompt and the longest output do not fit together', async () => {
  const codec = createTextCodec(files, null);
  const length = codec.ok ? codec.value.contextLength : null;
  if (length === null) throw new Error('the reference model states its context');
  const counted = countPrompts({
    files,
    chatTemplate: null,
    prompts: samples.map(({ input }) => ({ system: null, user: input })),
  });
  const longest = Math.max(...(counted.ok ? counted.value.tokenCounts : []));
  expect(longest).toBeGreaterThan(5);
  const plain = { ...config, protocol: { ...config.protocol, perturbations: [] } };
  const withLimit = (maxNewTokens: number): HarnessConfig => ({
    ...plain,
    decoding: { ...config.decoding, maxNewTokens },
  });
  expect(await check(withLimit(length - longest))).toEqual([]);
  expect(await check(withLimit(length - longest + 1))).toEqual([
    expect.stringContaining(
      `the longest prompt has ${longest} tokens, which with up to ${length - longest + 1} of output`,
    ),
  ]);
});

test('reads no model that would have to be fetched', async () => {
  const [model] = config.models;
  if (model === undefined) throw new Error('no model');
  const local = { ...config, models: [{ ...model, source: { type: 'local' as const, folderName: 'mine' } }] };
  const { ports } = createFakeWorld();
  const plan = planRun(local, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  expect(await checkContextRoom(ports, { config: local, plan: plan.value })).toEqual(toOk([]));
});
