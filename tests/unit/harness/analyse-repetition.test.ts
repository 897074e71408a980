import type { RunRows } from '#harness/run-rows.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';
import { RIGHT, WRONG, buildRunRows, findEstimates } from './analyse-fixtures.ts';

const MODEL = 'test/scripted';

/** Rows whose completed trials say what `toText` says, with one token of the given probability. */
function withOutputs(
  rows: RunRows,
  toText: (sampleId: string, epoch: number) => string,
  toProbability: (sampleId: string, epoch: number) => number,
): RunRows {
  const transcripts = rows.transcripts.map((row) => {
    const logprob = Math.log(toProbability(row.sampleId, row.epoch));
    const token = { token: 1, logprob, runnerUp: 2, runnerUpLogprob: -9 };
    return { ...row, outputText: toText(row.sampleId, row.epoch), logprobs: [token] };
  });
  return { ...rows, transcripts };
}

describe('texts of a run', () => {
  // Sample 1 answers in turn; the others say the same each time, with white space that only raw comparison sees.
  const rows = withOutputs(
    buildRunRows({ samples: buildSamples(12) }),
    (sampleId, epoch) =>
      sampleId === 'sample-1' ? (['ab', 'ab', 'ac', 'ac'][epoch - 1] ?? '') : ` x${' '.repeat(epoch % 2)}`,
    (sampleId, epoch) => (sampleId === 'sample-1' && epoch > 2 ? 0.5 : 0.9),
  );
  const report = analyseRun(rows);
  const toEstimate = (metric: string) => findEstimates(report, { metric, scorer: null })[0];

  test('are compared raw for identity and normalised for similarity', () => {
    expect(toEstimate('tar_raw')).toMatchObject({ value: 0, n: 12, params: { N: 4 } });
    // Two of six pairs of each sample are equal, code unit by code unit.
    expect(toEstimate('exact_match_rate')?.value).toBeCloseTo(1 / 3, 12);
    const similarity = toEstimate('lev_sim');
    expect(similarity).toMatchObject({ n: 12, params: { maxPairs: 5, pairs: 60 }, interval: { method: 'CI-T' } });
    // Two pairs of sample 1 are equal and four half alike; one of the six is left out.
    const possible = [(1 + 4 / 2) / 5, (2 + 3 / 2) / 5].map((ofFirst) => (11 + ofFirst) / 12);
    expect(possible.some((value) => Math.abs(value - (similarity?.value ?? 0)) < 1e-12)).toBe(true);
    expect(toEstimate('chrf1')?.value).toBeLessThan(1);
  });

  test('are the same pairs whichever epoch gave which text', () => {
    const { transcripts } = rows;
    const turned = transcripts.map((row) => ({ ...row, epoch: 5 - row.epoch })).toReversed();
    const other = analyseRun({ ...rows, transcripts: turned });
    for (const metric of ['tar_raw', 'lev_sim', 'chrf1', 'confidence_consistency']) {
      expect(findEstimates(other, { metric })).toEqual(findEstimates(report, { metric }));
    }
  });

  test('come with the steadiness of the confidence behind them', () => {
    const result = toEstimate('confidence_consistency');
    // Sample 1: .9, .9, .5, .5 has mean .7 and standard deviation .4/√3.
    expect(result?.value).toBeCloseTo((11 + Math.exp(-0.4 / Math.sqrt(3) / 0.7)) / 12, 6);
  });
});

describe('two models on the same samples', () => {
  const samples = buildSamples(12);
  const [first] = buildConfig(samples).models;
  if (first === undefined) throw new Error('fixture');
  const models = [first, { ...first, modelId: 'test/other' }];
  const build = (epochs: number) => {
    const { protocol } = buildConfig(samples);
    return analyseRun(
      buildRunRows({
        samples,
        config: { models, protocol: { ...protocol, epochs: { baseline: epochs, perturbed: 1 } } },
        toOutcome: ({ model, sampleId }) => (model === MODEL || sampleId !== 'sample-1' ? RIGHT : WRONG),
      }),
    );
  };

  test('are compared pairwise, the first minus the other', () => {
    const report = build(1);
    const place = { model: MODEL, conditionId: 'original', params: { than: 'test/other' } };
    expect(findEstimates(report, { ...place, metric: 'paired_diff' })).toMatchObject([
      { value: 1 / 12, n: 12, interval: { method: 'CI-BP' }, adjusted: { tests: 1 } },
    ]);
    const [better] = findEstimates(report, { ...place, metric: 'bayes_prob_better' });
    expect(better?.value).toBeGreaterThan(0.7);
    expect(report.estimates.filter(({ params }) => 'than' in params)).toHaveLength(2);
  });

  test('with several epochs get a t interval, and no posterior for single trials', () => {
    const report = build(3);
    expect(findEstimates(report, { metric: 'paired_diff' })[0]?.interval?.method).toBe('CI-T');
    expect(findEstimates(report, { metric: 'bayes_prob_better' })[0]).toMatchObject({
      value: null,
      reason: 'the posterior is for one trial per sample, scored 0 or 1',
    });
  });
});

test('a sample that never succeeds has no bound on its cost until success, but one with a cap', () => {
  const report = analyseRun(buildRunRows({ toOutcome: ({ sampleId }) => (sampleId === 'sample-1' ? WRONG : RIGHT) }));
  const costs = findEstimates(report, { metric: 'expected_cost_to_success' });
  expect(costs.map(({ params, value }) => [params, value === null])).toEqual([
    [{}, true],
    [{ cap: 4 }, false],
  ]);
  expect(costs[0]?.reason).toBe('1 of 4 samples never succeeded, so trying until success has no bound');
  expect(costs[1]?.value).toBeCloseTo((3 * 0.04 + 4 * 0.04) / 4, 12);
});

test('a run with one epoch has no consistency, and says why', () => {
  const { protocol } = buildConfig(buildSamples(1));
  const report = analyseRun(
    buildRunRows({ config: { protocol: { ...protocol, epochs: { baseline: 1, perturbed: 1 } } } }),
  );
  const names = ['outcome_consistency@c', 'tar_raw', 'best_worst_spread', 'icc1', 'run_accuracy_sd', 'lev_sim', 'qcd'];
  for (const metric of names) {
    const [estimate] = findEstimates(report, { metric });
    expect([estimate?.value, typeof estimate?.reason], metric).toEqual([null, 'string']);
  }
});
