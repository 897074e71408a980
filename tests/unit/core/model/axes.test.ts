import { describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import type { AxisConfig } from '#core/model/axis.ts';
import {
  toAxisConditions,
  toConditionEpochs,
  toSessionConditionIds,
  toTrialsPerSample,
} from '#core/model/axis-conditions.ts';
import { toConditionSetting } from '#core/model/condition-setting.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { QuantValue } from '#core/model/quant-value.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { planRun } from '#harness/plan-run.ts';
import { toNoiseKeys } from '#harness/noise-keys.ts';
import { buildConfig, buildSample, buildSamples } from '#tests/support/builders.ts';

const samples = buildSamples(3);
const base = buildConfig(samples);

function withAxes(axes: AxisConfig[], change: Partial<HarnessConfig> = {}): HarnessConfig {
  return { ...base, ...change, protocol: { ...base.protocol, ...change.protocol, axes } };
}

const [own] = base.models;
if (own === undefined) throw new Error('no model');
const q8: QuantValue = {
  dtype: 'q8',
  files: [{ path: 'onnx/model_quantized.onnx', bytes: 2, sha256: 'b'.repeat(64) }],
};

function withQuant(...values: QuantValue[]): HarnessConfig {
  return withAxes([{ type: 'quant', values }]);
}

const every: AxisConfig[] = [
  { type: 'temperature', values: [0, 0.5] },
  { type: 'top-p', values: [0.9] },
  { type: 'min-p', values: [0.1] },
  { type: 'repetition-penalty', values: [1.2] },
  { type: 'max-tokens', factors: [0.5, 0.25] },
  { type: 'retokenise', values: [0.1] },
  { type: 'batch', values: [1, 2] },
  { type: 'threads', values: [2] },
  { type: 'quant', values: [q8] },
];

describe('axes of a configuration', () => {
  test('are conditions behind the perturbations, with the control that they vary and no other', () => {
    const parsed = parseConfig(withAxes(every));
    expect(parsed.ok).toBe(true);
    const conditions = toAxisConditions(every);
    expect(conditions.map(({ conditionId }) => conditionId)).toEqual([
      'axis:temperature=0',
      'axis:temperature=0.5',
      'axis:top-p=0.9',
      'axis:min-p=0.1',
      'axis:repetition-penalty=1.2',
      'axis:max-tokens=0.5',
      'axis:max-tokens=0.25',
      'axis:retokenise=0.1',
      'axis:batch=1',
      'axis:batch=2',
      'axis:threads=2',
      'axis:quant=q8',
    ]);
    expect(conditions.filter(({ axis }) => axis?.class === 'N')).toHaveLength(2);
    const config = withAxes(every);
    const settings = conditions.map(({ axis = null }) => toConditionSetting(config, own, axis));
    const { decoding } = base;
    expect(settings.map((setting) => setting.decoding)).toEqual([
      { ...decoding, temperature: 0 },
      { ...decoding, temperature: 0.5 },
      { ...decoding, topP: 0.9 },
      { ...decoding, minP: 0.1 },
      { ...decoding, repetitionPenalty: 1.2 },
      { ...decoding, maxNewTokens: 4 },
      { ...decoding, maxNewTokens: 2 },
      decoding,
      decoding,
      decoding,
      decoding,
      decoding,
    ]);
    expect(settings.map(({ batchSize }) => batchSize)).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 1, 2, 4, 4]);
    expect(settings.map((setting) => setting.model.threads)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1]);
    expect(settings.at(-1)?.model).toEqual({ ...own, dtype: 'q8', files: q8.files });
    expect(toSessionConditionIds(config, own)).toEqual(['axis:threads=2', 'axis:quant=q8']);
  });

  test('plan trials with keys of their own; replicas have the epochs and the noise of the original', () => {
    const config = withAxes(every);
    const planned = planRun(config, samples);
    if (!planned.ok) throw new Error(planned.failure.message);
    const plan = planned.value;
    const trials = plan.groups.flatMap((group) => group.trials);
    expect(new Set(trials.map(({ trialKey }) => trialKey)).size).toBe(plan.trialCount);
    const epochsOf = (conditionId: string): number[] =>
      trials
        .filter((trial) => trial.conditionId === conditionId && trial.sampleId === 'sample-1')
        .map(({ epoch }) => epoch);
    expect(epochsOf('axis:temperature=0.5')).toEqual([1, 2]);
    expect(epochsOf('axis:batch=2')).toEqual([1, 2, 3, 4]);
    const noise = toNoiseKeys(plan);
    const replicas = trials.filter(({ conditionId }) => /^axis:(?:batch|threads|quant)=/.test(conditionId));
    expect([...noise.keys()].toSorted()).toEqual(replicas.map(({ trialKey }) => trialKey).toSorted());
    for (const { trialKey, sampleId, epoch } of replicas) {
      const source = trials.find((trial) => trial.trialKey === noise.get(trialKey));
      expect(source).toMatchObject({ sampleId, epoch, conditionId: 'original' });
    }
    const noops = Object.values(plan.noopCountByCondition).reduce((sum, count) => sum + count, 0);
    expect(plan.trialCount).toBe(samples.length * toTrialsPerSample(config.protocol) - noops * 2);
    for (const condition of plan.conditions)
      if (condition.axis === undefined && condition.perturbation !== null)
        expect(toConditionEpochs(config.protocol.epochs, condition)).toBe(2);
  });

  test('leave the trials of the other conditions as they are', () => {
    const toKeys = (config: HarnessConfig): string[] => {
      const planned = planRun(config, samples);
      if (!planned.ok) throw new Error(planned.failure.message);
      return planned.value.groups
        .filter(({ conditionId }) => !conditionId.startsWith('axis:'))
        .flatMap((group) => group.trials.map(({ trialKey }) => trialKey));
    };
    expect(toKeys(withAxes(every))).toEqual(toKeys(base));
  });

  test('of sampling are part of the design, those of execution are not', () => {
    const ownHash = toDesignHash(base);
    expect(ownHash).toBe('81a8aca6abd96d9aadd1d8e785f02a71c0b618fdc0cce76142ef0ec8536b2e67');
    expect(toDesignHash(withAxes([]))).toBe(ownHash);
    expect(
      toDesignHash(
        withAxes([
          { type: 'batch', values: [1] },
          { type: 'threads', values: [2] },
        ]),
      ),
    ).toBe(ownHash);
    expect(toDesignHash(withAxes([{ type: 'temperature', values: [0.5] }]))).not.toBe(ownHash);
  });

  test('of quantisation are part of the design by the hashes of their graphs, wherever these lie', () => {
    const [graph] = q8.files;
    if (graph === undefined) throw new Error('no graph');
    const hash = toDesignHash(withQuant(q8));
    expect(hash).not.toBe(toDesignHash(base));
    expect(toDesignHash(withQuant({ ...q8, files: [{ ...graph, path: 'model_q8.onnx' }] }))).toBe(hash);
    expect(toDesignHash(withQuant({ ...q8, files: [{ ...graph, sha256: 'c'.repeat(64) }] }))).not.toBe(hash);
  });
});

const greedy = { decoding: { ...base.decoding, temperature: 0 } };
const chooses: Partial<HarnessConfig> = {
  ...greedy,
  task: {
    ...base.task,
    samples: { type: 'inline', samples: [buildSample({ options: { labels: null, texts: ['yes', 'no'] } })] },
    mode: { type: 'choose', force: 'texts', delimiter: '' },
  },
  protocol: { ...base.protocol, epochs: { baseline: 1, perturbed: 1 } },
};

test.each<[string, HarnessConfig, string, string]>([
  [
    'its own value',
    withAxes([{ type: 'temperature', values: [0.5, 1] }]),
    'values[1]',
    'own value is 1, so this would repeat',
  ],
  ['a value twice', withAxes([{ type: 'top-p', values: [0.5, 0.5] }]), 'values[1]', '0.5 is asked for twice'],
  [
    'two shares of one limit',
    withAxes([{ type: 'max-tokens', factors: [0.2, 0.13] }]),
    'factors[1]',
    '0.13 has the same effect as 0.2: 1',
  ],
  ['its own batch', withAxes([{ type: 'batch', values: [4] }]), 'values[0]', 'execution.batchSize is 4 already'],
  [
    'a batch beyond the epochs',
    withAxes([{ type: 'batch', values: [8] }]),
    'values[0]',
    'batches of 8 and of 4 (execution.batchSize) both hold 4',
  ],
  ['its own threads', withAxes([{ type: 'threads', values: [1] }]), 'values[0]', 'runs with 1 threads already'],
  ['a filter at temperature 0', withAxes([{ type: 'min-p', values: [0.1] }], greedy), '', '"min-p" has no effect'],
  ['its own precision', withQuant({ ...q8, dtype: 'fp32' }), 'values[0]', 'runs its fp32 graph already'],
  ['a precision twice', withQuant(q8, q8), 'values[1]', 'q8 is asked for twice'],
  ['one graph under two names', withQuant(q8, { ...q8, dtype: 'q4' }), 'values[1]', 'has the hash of another graph'],
  [
    'its own graph under another name',
    withQuant({ ...q8, files: [{ path: 'onnx/model_q8.onnx', bytes: 1, sha256: 'a'.repeat(64) }] }),
    'values[0]',
    'has the hash of another graph',
  ],
  [
    'a tokenizer as a precision',
    withQuant({ ...q8, files: [...q8.files, { path: 'tokenizer.json', bytes: 1, sha256: 'd'.repeat(64) }] }),
    'values[0]',
    'tokenizer.json is neither',
  ],
  [
    'weights without a graph',
    withQuant({ ...q8, files: [{ path: 'onnx/model_quantized.onnx_data', bytes: 1, sha256: 'd'.repeat(64) }] }),
    'values[0]',
    'names 0 ONNX graphs',
  ],
  [
    'a precision of one of two models',
    withAxes([{ type: 'quant', values: [q8] }], {
      models: [
        own,
        { ...own, modelId: 'test/other', files: [{ path: 'onnx/model.onnx', bytes: 1, sha256: 'e'.repeat(64) }] },
      ],
    }),
    '',
    'the configuration has 2',
  ],
  [
    'a temperature for a choice',
    withAxes([{ type: 'temperature', values: [0.5] }], chooses),
    '',
    'which "temperature" does not change',
  ],
  [
    'other tokens for a choice',
    withAxes([{ type: 'retokenise', values: [0.1] }], chooses),
    '',
    'set task.mode to generate',
  ],
  ['merges never left out', withAxes([{ type: 'retokenise', values: [0] }]), 'values[0]', 'must be greater than 0'],
])('%s is refused, with its place', (_, config, place, message) => {
  const parsed = parseConfig(config);
  if (parsed.ok) throw new Error('expected a failure');
  expect(parsed.failure.location).toBe(['protocol.axes[0]', place].filter((part) => part !== '').join('.'));
  expect(parsed.failure.message).toContain(message);
});

test('an axis that is there twice is refused, a choice may vary its batch', () => {
  const twice = parseConfig(
    withAxes([
      { type: 'top-p', values: [0.5] },
      { type: 'top-p', values: [0.6] },
    ]),
  );
  expect(twice).toMatchObject({ failure: { location: 'protocol.axes[1]' } });
  expect(parseConfig(withAxes([{ type: 'batch', values: [1, 2] }], chooses)).ok).toBe(true);
});

test('a graph that is not pinned is refused by the field that it lacks', () => {
  const asked = { dtype: 'q8', files: [{ path: 'onnx/model_quantized.onnx', bytes: 2 }] };
  const parsed = parseConfig({ ...base, protocol: { ...base.protocol, axes: [{ type: 'quant', values: [asked] }] } });
  expect(parsed).toMatchObject({ failure: { location: 'protocol.axes[0].values[0].files[0].sha256' } });
});
