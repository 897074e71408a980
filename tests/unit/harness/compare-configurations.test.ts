import { beforeAll, describe, expect, test } from 'vitest';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { answerConfigurations } from '#harness/compare-configurations.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { runScripted } from '#tests/support/run-scripted.ts';

const samples = buildSamples(16);
const base = buildConfig(samples);
const config: HarnessConfig = {
  ...base,
  protocol: { ...base.protocol, epochs: { baseline: 3, perturbed: 1 }, perturbations: [] },
};

async function run(change: Partial<HarnessConfig>, runId: string, modelId = 'test/other'): Promise<FoldedRun> {
  const models = config.models.map((model) => ({
    ...model,
    modelId,
    files: model.files.map((file) => ({ ...file, sha256: runId.slice(-1).repeat(64) })),
  }));
  const folded = toRunRows(await runScripted({ ...config, models, ...change }));
  if (!folded.ok) throw new Error(folded.failure.message);
  return { ...folded.value, rows: { ...folded.value.rows, runId } };
}

/** The same texts under other ids. */
function withOtherIds(): HarnessConfig['task'] {
  const renamed = samples.map((sample, index) => ({
    ...sample,
    sampleId: `item-${index}`,
    clusterId: `item-${index}`,
  }));
  return { ...config.task, samples: { type: 'inline', samples: renamed } };
}

describe('configurations of several runs', () => {
  let runs: readonly FoldedRun[];

  beforeAll(async () => {
    const [scorer] = config.scorers;
    if (scorer === undefined) throw new Error('fixture');
    const strict = { ...scorer, rules: scorer.rules.map((rule) => ({ ...rule, ignoreCase: false })) };
    runs = [
      await run({ name: 'A' }, 'run-0000000a'),
      await run({ name: 'B', task: withOtherIds() }, 'run-0000000b'),
      await run({ name: 'C', scorers: [strict as typeof scorer] }, 'run-0000000c'),
      await run({ name: 'D', task: { ...config.task, promptTemplate: 'Say: {input}' } }, 'run-0000000d'),
      await run({ name: 'E', scorers: [{ ...scorer, name: 'other' }] }, 'run-0000000e'),
    ];
  });

  test('are matched by prompt and held against a baseline; what cannot be compared says why', () => {
    const { comparison, scorers } = answerConfigurations(runs, { scorer: 'answer', baselineId: null });
    expect(scorers).toEqual(['answer', 'other']);
    expect(comparison.baseline).toMatchObject({ label: 'A: test/other', runId: 'run-0000000a' });
    expect(comparison.pairs.map(({ label, common, refusal }) => [label, common, refusal])).toEqual([
      ['B: test/other', 16, null],
      ['C: test/other', 16, 'the scorer “answer” has other rules in the two, so their scores do not mean the same'],
      ['D: test/other', 0, expect.stringContaining('no prompt is common')],
      ['E: test/other', 0, 'E: test/other has no scorer “answer”'],
    ]);
    const [pair] = comparison.pairs;
    expect(pair?.difference).toMatchObject({ n: 16, interval: { method: 'CI-T' } });
    // One test in the family: nothing to adjust.
    expect(pair?.difference?.adjustedPValue).toBe(pair?.difference?.pValue);
    expect(pair?.detectable).toBeGreaterThan(0);
  });

  test('list the prompts that flip, both ways, with both outputs', () => {
    const { comparison } = answerConfigurations(runs.slice(0, 2), { scorer: null, baselineId: null });
    const [pair] = comparison.pairs;
    if (pair === undefined) throw new Error('no pair');
    expect(pair.gained + pair.lost).toBe(pair.changes.length);
    expect(pair.gained).toBeGreaterThan(0);
    expect(pair.lost).toBeGreaterThan(0);
    const shift = pair.changes.reduce((sum, change) => sum + change.shift, 0) / pair.common;
    expect(shift).toBeCloseTo(pair.difference?.value ?? Number.NaN, 12);
    const [change] = pair.changes;
    expect(change?.a.sampleId).toMatch(/^sample-/);
    expect(change?.b.sampleId).toMatch(/^item-/);
    expect(change?.a.trials).toBe(3);
  });

  test('name what was asked for differently, and another baseline turns the sign', () => {
    const question = { scorer: null, baselineId: null };
    const one = answerConfigurations(runs.slice(0, 2), question).comparison;
    const other = answerConfigurations(runs.slice(0, 2), {
      ...question,
      baselineId: one.pairs[0]?.id ?? '',
    }).comparison;
    expect(other.pairs[0]?.difference?.value).toBeCloseTo(-(one.pairs[0]?.difference?.value ?? Number.NaN), 12);
    expect(one.pairs[0]?.asked.map(({ path }) => path)).toEqual(['model.files.onnx/model.onnx']);
    const template = answerConfigurations([...runs.slice(0, 1), ...runs.slice(3, 4)], question).comparison.pairs[0];
    expect(template?.asked.map(({ path }) => path)).toContain('task.promptTemplate');
  });

  test('adjust the tests of all pairs together', () => {
    const again = runs
      .slice(0, 2)
      .map((entry) => ({ ...entry, rows: { ...entry.rows, runId: `${entry.rows.runId}x` } }));
    const { pairs } = answerConfigurations([...runs.slice(0, 2), ...again], {
      scorer: null,
      baselineId: null,
    }).comparison;
    expect(new Set(pairs.map(({ label }) => label)).size).toBe(3);
    for (const { difference } of pairs)
      expect(difference?.adjustedPValue).toBeGreaterThanOrEqual(difference?.pValue ?? 1);
  });
});
