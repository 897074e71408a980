import {
  toAssumedSpeed,
  toFetchBytes,
  toFetchPlaces,
  toPlanFigures,
  toTrialCountAtMost,
} from '#core/charts/to-plan-figures.ts';
import { planRun } from '#harness/plan-run.ts';
import { mde } from '#core/stats/sample-size.ts';
import { buildConfig, buildSample, buildSamples } from '#tests/support/builders.ts';
import { expect, test } from 'vitest';

const samples = buildSamples(3);
const config = buildConfig(samples);

test('says the smallest difference that clusters, not samples, can show', () => {
  const clustered = buildSamples(12).map((sample, index) => ({ ...sample, clusterId: `c${index % 4}` }));
  const plan = planRun(config, clustered);
  if (!plan.ok) throw new Error(plan.failure.message);
  const { smallestDifference } = toPlanFigures(config, plan.value, { tokensPerSecond: 100, groupMs: 10 });
  const design = { differenceVariance: 1 / 9, noiseVariance: 2 / 6 / 4, alpha: 0.05, power: 0.8 };
  expect(smallestDifference).toBeCloseTo(mde(design, 4) ?? 0, 12);
});

test('counts what the plan will do', () => {
  const plan = planRun(config, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  const figures = toPlanFigures(config, plan.value, { tokensPerSecond: 100, groupMs: 10 });
  expect(figures).toMatchObject({ trials: plan.value.trialCount, samples: 3, groups: plan.value.groups.length });
  expect(figures.outputTokensAtMost).toBe(plan.value.trialCount * config.decoding.maxNewTokens);
  expect(figures.durationMsAtMost).toBeCloseTo(plan.value.groups.length * 10 + figures.outputTokensAtMost * 10);
});

test('expects answers as long as the longest target, and never longer than allowed', () => {
  const [first, second, third] = samples;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three samples');
  const asked = [
    { ...first, target: ['no', 'yes, it is'] },
    { ...second, target: ['हाँ'] },
    { ...third, target: ['a'.repeat(500)] },
  ];
  const protocol = { ...config.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [] };
  const plan = planRun({ ...config, protocol }, asked);
  if (!plan.ok) throw new Error(plan.failure.message);
  const figures = toPlanFigures({ ...config, protocol }, plan.value, { tokensPerSecond: 1000, groupMs: 10 });
  // 10 bytes: 4 tokens and the end; 9 bytes: 3 and the end; 500 bytes: the 8 that are allowed.
  expect(figures.durationMs).toBeCloseTo(3 * 10 + 2 * (5 + 4 + 8));
  expect(figures.durationMs).toBeLessThan(figures.durationMsAtMost);
});

test('counts the questions about answers in the time', () => {
  const confidence = {
    pTrue: { question: 'Right?', trueText: 'yes', falseText: 'no' },
    verbalized: { question: 'How sure?', maxNewTokens: 8 },
    conditions: 'original' as const,
  };
  const protocol = { ...config.protocol, epochs: { baseline: 4, perturbed: 1 }, perturbations: [] };
  const speed = { tokensPerSecond: 1000, groupMs: 10 };
  const toTimes = (asked: typeof config): readonly number[] => {
    const plan = planRun(asked, samples);
    if (!plan.ok) throw new Error(plan.failure.message);
    const { durationMs, durationMsAtMost } = toPlanFigures(asked, plan.value, speed);
    return [durationMs, durationMsAtMost];
  };
  const [plain = 0, plainAtMost = 0] = toTimes({ ...config, protocol });
  const [asked = 0, askedAtMost = 0] = toTimes({ ...config, protocol, confidence });
  // Two questions for each of 12 answers, with a reply of 4 tokens, of 8 at most.
  expect(asked - plain).toBeCloseTo(12 * 2 * 10 + 12 * 4);
  expect(askedAtMost - plainAtMost).toBeCloseTo(12 * 2 * 10 + 12 * 8);
  const greedy = { ...config, protocol, decoding: { ...config.decoding, temperature: 0 } };
  // Nothing is drawn: one answer a prompt.
  expect((toTimes({ ...greedy, confidence })[0] ?? 0) - (toTimes(greedy)[0] ?? 0)).toBeCloseTo(3 * 2 * 10 + 3 * 4);
});

test('an unplanned configuration has an upper bound of trials', () => {
  const plan = planRun(config, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  expect(toTrialCountAtMost(config)).toBeGreaterThanOrEqual(plan.value.trialCount);
});

test('a local folder fetches nothing, an URL names its origin', () => {
  const [model] = config.models;
  if (model === undefined) throw new Error('no model');
  const local = { ...config, models: [{ ...model, source: { type: 'local' as const, folderName: 'mine' } }] };
  const remote = {
    ...config,
    models: [{ ...model, source: { type: 'url' as const, baseUrl: 'https://models.example/a/b' } }],
  };
  expect(toFetchBytes(local)).toBe(0);
  expect(toFetchPlaces(local)).toEqual(['a folder on this machine']);
  expect(toFetchPlaces(remote)).toEqual(['https://models.example']);
});

test('a larger model and a smaller batch are expected to be slower', () => {
  const [model] = config.models;
  if (model === undefined) throw new Error('no model');
  const large = {
    ...config,
    models: [{ ...model, files: [{ path: 'onnx/model.onnx', bytes: 500_000_000, sha256: 'a'.repeat(64) }] }],
  };
  expect(toAssumedSpeed(large).tokensPerSecond).toBeLessThan(toAssumedSpeed(config).tokensPerSecond);
  const oneByOne = { ...config, execution: { batchSize: 1 } };
  const batched = { ...config, execution: { batchSize: 16 } };
  expect(toAssumedSpeed(oneByOne).tokensPerSecond).toBeLessThan(toAssumedSpeed(batched).tokensPerSecond);
});

test('a task of texts is as long as its texts, and has no difference of success rates to find', () => {
  const texts = [
    buildSample({ input: 'नमस्ते', target: [] }),
    buildSample({ sampleId: 'b', input: 'Good day', target: [] }),
  ];
  const base = buildConfig(texts);
  const config: ReturnType<typeof buildConfig> = {
    ...base,
    task: { ...base.task, mode: { type: 'perplexity', stride: null, windowLength: null } },
    protocol: { ...base.protocol, epochs: { baseline: 1, perturbed: 1 }, perturbations: [] },
    scorers: [],
  };
  const planned = planRun(config, texts);
  if (!planned.ok) throw new Error(planned.failure.message);
  const figures = toPlanFigures(config, planned.value, { tokensPerSecond: 10, groupMs: 100 });
  expect(figures).toMatchObject({ trials: 2, outputTokensAtMost: 26, smallestDifference: null });
  expect(figures.durationMs).toBeCloseTo(200 + (26 / 3 / 10) * 1000, 6);
});
