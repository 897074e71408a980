import { Report } from '#core/model/report.ts';
import { toHeadline } from '#core/stats/headline.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';
import { RIGHT, UNPARSABLE, WRONG, buildRunRows, findEstimates } from './analyse-fixtures.ts';

const MODEL = 'test/scripted';
const SCORER = 'answer';
const CONDITIONS = { 'case_lower@1#0': 'P', 'norm_nfd@1#0': 'P', 'typo@1#0': 'L', 'negation@1#0': 'N' } as const;

/** Sample 1 fails its even epochs, sample 2 every perturbed prompt, the others pass. */
const mixed = buildRunRows({
  samples: buildSamples(12),
  conditions: CONDITIONS,
  toOutcome: ({ sampleId, conditionId, epoch }) => {
    if (sampleId === 'sample-1') return epoch % 2 === 0 ? WRONG : RIGHT;
    return sampleId === 'sample-2' && conditionId !== 'original' ? WRONG : RIGHT;
  },
});

describe('a report', () => {
  const report = analyseRun(mixed);

  test('has the schema of report.json and every value or a reason', () => {
    expect(Report.parse(report)).toEqual(report);
    for (const estimate of report.estimates) {
      expect(estimate.value === null || Number.isFinite(estimate.value)).toBe(true);
      if (estimate.value === null || estimate.interval === null) expect(estimate.reason).not.toBeNull();
      else expect(estimate.reason).toBeNull();
    }
  });

  test('names each estimate once', () => {
    const names = report.estimates.map(({ metric, model, conditionId, scorer, params }) =>
      JSON.stringify([metric, model, conditionId, scorer, params]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test('shows class L apart and class N nowhere in robustness', () => {
    const drops = findEstimates(report, { metric: 'acc_drop' }).map(({ conditionId }) => conditionId);
    expect(drops).toEqual(['case_lower@1#0', 'norm_nfd@1#0', 'all-P', 'typo@1#0', 'all-L']);
    const gaps = findEstimates(report, { metric: 'worst_case_gap_adj' });
    expect(gaps.map(({ conditionId, params }) => [conditionId, params])).toEqual([
      ['all-P', { J: 2, rule: 'J-per-sample' }],
      ['all-L', { J: 1, rule: 'J-per-sample' }],
    ]);
    expect(findEstimates(report, { metric: 'accuracy', conditionId: 'negation@1#0' })).toHaveLength(1);
  });

  test('has the values of the design', () => {
    const toValue = (wanted: Parameters<typeof findEstimates>[1]) =>
      findEstimates(report, wanted)[0]?.value ?? Number.NaN;
    expect(toValue({ metric: 'accuracy', conditionId: 'original', params: {} })).toBeCloseTo(11.5 / 12, 12);
    expect(toValue({ metric: 'pass_hat_k', params: { k: 4 } })).toBeCloseTo(11 / 12, 12);
    expect(toValue({ metric: 'pass_at_k', params: { k: 4 } })).toBe(1);
    // Sample 2 loses all, sample 1 nothing: one of two perturbed epochs is wrong as are two of four baseline epochs.
    expect(toValue({ metric: 'acc_drop', conditionId: 'all-P' })).toBeCloseTo(1 / 12, 12);
    // Sample 1: cross pairs differ by 1/2, baseline pairs by 1 − (2·1+2·1)/12 = 2/3.
    expect(toValue({ metric: 'excess_flip', conditionId: 'all-P', params: { of: 'answer' } })).toBeCloseTo(
      (1 + 1 / 2 - 2 / 3) / 12,
      12,
    );
    // Sample 1: 0 against (1/2)³; sample 2: 1 against 0.
    expect(toValue({ metric: 'worst_case_gap_adj', conditionId: 'all-P' })).toBeCloseTo((1 - 1 / 8) / 12, 12);
    expect(toValue({ metric: 'ttft', conditionId: 'original', params: { q: 0.5 } })).toBe(60);
    expect(toValue({ metric: 'tpot', conditionId: 'all', params: { q: 0.5 } })).toBe(10);
    expect(toValue({ metric: 'cost_per_success' })).toBeCloseTo((48 * 0.04) / 46, 12);
    // Sample 1 passes two of four epochs: agreement 1/3, so 2A − 1 = −1/3; the others always pass.
    expect(toValue({ metric: 'outcome_consistency@c' })).toBeCloseTo((11 - 1 / 3) / 12, 12);
    expect(toValue({ metric: 'hal_outcome_consistency@b' })).toBeCloseTo(11 / 12, 12);
    expect(toValue({ metric: 'modal_share' })).toBeCloseTo(11.5 / 12, 12);
    expect(toValue({ metric: 'answer_entropy', params: { form: 'plug-in' } })).toBeCloseTo(Math.LN2 / 12, 12);
    expect(toValue({ metric: 'best_worst_spread' })).toBeCloseTo(1 / 12, 12);
    expect(toValue({ metric: 'variance_decomposition', params: { part: 'within' } })).toBeCloseTo(1 / 36, 12);
    // Accuracies of the epochs: 1, 11/12, 1, 11/12.
    expect(toValue({ metric: 'run_accuracy_sd' })).toBeCloseTo(1 / 12 / Math.sqrt(3), 12);
    expect(toValue({ metric: 'e2e', conditionId: 'original', params: { q: 0.95 } })).toBe(160);
    expect(toValue({ metric: 'prefill_tps', conditionId: 'original', params: { q: 0.5 } })).toBeCloseTo(20 / 0.06, 9);
    expect(toValue({ metric: 'ttft_geomean', conditionId: 'original' })).toBeCloseTo(60, 9);
    expect(toValue({ metric: 'expected_cost_to_success', params: {} })).toBeCloseTo((0.04 * 13) / 12, 12);
    expect(toValue({ metric: 'resource_consistency', params: { of: 'tokens+time' } })).toBe(1);
  });

  test('is the same for the same rows in another order', () => {
    const shuffled = { ...mixed, scores: mixed.scores.toReversed(), timings: mixed.timings.toReversed() };
    expect(JSON.stringify(analyseRun(shuffled))).toBe(JSON.stringify(report));
  });

  test('changes its bootstrap with the seed and nothing else', () => {
    const { analysis } = mixed.config;
    const seeded = { ...analysis, bootstrap: { ...analysis.bootstrap, seed: 2 } };
    const other = analyseRun({ ...mixed, config: { ...mixed.config, analysis: seeded } });
    // Permutations and calibration halves are drawn as well, so these values change with the seed.
    const isDrawn = (metric: string): boolean => /^(corp_null|corp_p|cov_guaranteed|crc_\w+)$/.test(metric);
    const toValues = (values: typeof report) =>
      values.estimates.filter(({ metric }) => !isDrawn(metric)).map(({ value }) => value);
    expect(toValues(other)).toEqual(toValues(report));
    expect(other.estimates).not.toEqual(report.estimates);
  });
});

describe('the headline', () => {
  test('is accuracy, pass^K and their difference', () => {
    const headline = toHeadline(analyseRun(mixed), MODEL, SCORER);
    expect(headline?.k).toBe(4);
    expect(headline?.accuracy.params).toEqual({});
    expect(headline?.gap.value).toBeCloseTo((headline?.accuracy.value ?? 0) - (headline?.passHatK.value ?? 0), 12);
    expect(headline?.gap.interval).not.toBeNull();
  });

  test('of a model that is not in the report is null', () => {
    expect(toHeadline(analyseRun(mixed), 'other', SCORER)).toBeNull();
  });
});

describe('failed trials', () => {
  const rows = buildRunRows({
    samples: buildSamples(4),
    conditions: { 'case_lower@1#0': 'P' },
    toOutcome: ({ sampleId, conditionId, epoch }) =>
      sampleId === 'sample-1' && conditionId === 'original' && epoch <= 2
        ? 'failed'
        : sampleId === 'sample-2'
          ? WRONG
          : RIGHT,
    attempts: (transcripts) =>
      transcripts
        .filter(({ status }) => status === 'failed')
        .flatMap(({ trialKey }) =>
          [1, 2, 3].map((attempt) => ({
            trialKey,
            attempt,
            at: '2026-11-20T00:00:00Z',
            failureCode: 'worker-crashed' as const,
            message: 'gone',
            final: attempt === 3,
          })),
        ),
  });
  const report = analyseRun(rows);

  test('never enter an estimate', () => {
    expect(findEstimates(report, { metric: 'accuracy', conditionId: 'original', params: {} })[0]?.value).toBeCloseTo(
      0.75,
      12,
    );
    expect(findEstimates(report, { metric: 'pass_hat_k', params: { k: 4 } })[0]).toMatchObject({ n: 3 });
    expect(findEstimates(report, { metric: 'tar_answer' })[0]).toMatchObject({ n: 3 });
  });

  test('stay out even when a score row names them', () => {
    const [failed] = rows.transcripts.filter(({ status }) => status === 'failed');
    const [score] = rows.scores;
    if (failed === undefined || score === undefined) throw new Error('fixture');
    const { trialKey, sampleId, conditionId, epoch } = failed;
    const forged = { ...score, trialKey, sampleId, conditionId, epoch, value: 0, success: 0 as const };
    expect(analyseRun({ ...rows, scores: [...rows.scores, forged] }).estimates).toEqual(report.estimates);
  });

  test('give bounds with all of them wrong and all of them right, where they happened', () => {
    const bounds = report.estimates.filter(({ params }) => 'bound' in params);
    expect(bounds.map(({ conditionId, params, value }) => [conditionId, params['bound'], value])).toEqual([
      ['original', 'failed-as-wrong', (0.5 + 0 + 1 + 1) / 4],
      ['original', 'failed-as-right', 0.75],
    ]);
  });

  test('are counted beside retries, and warned about', () => {
    expect(report.counts[0]).toEqual({
      model: MODEL,
      conditionId: 'original',
      planned: 16,
      completed: 14,
      failed: 2,
      retried: 4,
      unparsable: { [SCORER]: 0 },
      noopSamples: 0,
    });
    expect(report.warnings.join('\n')).toMatch('6 of 28 attempts (21.4 %) failed for reasons outside the model');
    expect(report.warnings.join('\n')).toMatch('2 trials failed for good and are not scored');
  });

  test('of a family that the scorer does not judge are in no bound', () => {
    const rules = [{ type: 'includes' as const, families: ['long'], ignoreCase: true }];
    const config = { ...rows.config, scorers: [{ name: SCORER, version: 1, rules }] };
    const other = analyseRun({ ...rows, config, scores: [] });
    expect(other.estimates.filter(({ params }) => 'bound' in params)).toEqual([]);
  });
});

describe('noops', () => {
  const rows = buildRunRows({
    samples: buildSamples(3),
    conditions: { 'case_lower@1#0': 'P', 'norm_nfd@1#0': 'P' },
    isNoop: (sampleId, conditionId) => sampleId === 'sample-1' && conditionId === 'case_lower@1#0',
    toOutcome: ({ sampleId, conditionId }) => (sampleId === 'sample-1' || conditionId === 'original' ? RIGHT : WRONG),
  });
  const report = analyseRun(rows);

  test('leave the robustness of their condition and are counted', () => {
    expect(findEstimates(report, { metric: 'acc_drop', conditionId: 'case_lower@1#0' })[0]).toMatchObject({
      value: 1,
      n: 2,
    });
    expect(report.counts[1]).toMatchObject({ conditionId: 'case_lower@1#0', planned: 4, completed: 4, noopSamples: 1 });
  });

  test('do not drop their sample from the pooled worst case', () => {
    expect(findEstimates(report, { metric: 'worst_case_gap_adj' })[0]).toMatchObject({ n: 3, params: { J: 2 } });
  });
});

describe('a run that is not finished', () => {
  test('has null estimates with reasons before the first trial', () => {
    const report = analyseRun(buildRunRows({ conditions: CONDITIONS, toOutcome: () => null }));
    expect(report.estimates.length).toBeGreaterThan(0);
    for (const estimate of report.estimates) expect([estimate.value, typeof estimate.reason]).toEqual([null, 'string']);
    expect(report.warnings.join('\n')).toMatch('planned trials have no result; the run is not complete');
  });

  test('leaves out samples that lack epochs', () => {
    const report = analyseRun(
      buildRunRows({ toOutcome: ({ sampleId, epoch }) => (sampleId === 'sample-1' && epoch > 3 ? null : RIGHT) }),
    );
    expect(findEstimates(report, { metric: 'pass_hat_k', params: { k: 4 } })[0]).toMatchObject({ n: 3 });
    expect(findEstimates(report, { metric: 'pass_hat_k', params: { k: 3 } })[0]).toMatchObject({ n: 4 });
  });
});

describe('designs', () => {
  test('without perturbations have no robustness and no estimates over all conditions', () => {
    const report = analyseRun(buildRunRows());
    expect(new Set(report.estimates.map(({ conditionId }) => conditionId))).toEqual(new Set(['original']));
  });

  test('with too few baseline epochs say why there is no worst case', () => {
    const epochs = { baseline: 2, perturbed: 1 };
    const { protocol } = buildConfig(buildSamples(1));
    const report = analyseRun(buildRunRows({ conditions: CONDITIONS, config: { protocol: { ...protocol, epochs } } }));
    expect(findEstimates(report, { metric: 'worst_case_gap_adj', conditionId: 'all-P' })[0]?.reason).toBe(
      'the worst case over 2 perturbations needs at least 3 baseline epochs; the run has 2',
    );
  });

  test('with two families have the accuracy of each, whichever answered first', () => {
    const samples = buildSamples(4).map((sample, index) => ({ ...sample, family: index < 2 ? 'short' : 'long' }));
    const report = analyseRun(
      buildRunRows({ samples, toOutcome: ({ sampleId }) => (sampleId === 'sample-3' ? UNPARSABLE : RIGHT) }),
    );
    const families = report.estimates.filter(({ metric, params }) => metric === 'accuracy' && 'family' in params);
    expect(families.map(({ params, value }) => [params['family'], value])).toEqual([
      ['short', 1],
      ['long', 0.5],
    ]);
    expect(report.counts[0]?.unparsable).toEqual({ [SCORER]: 4 });
  });
});
