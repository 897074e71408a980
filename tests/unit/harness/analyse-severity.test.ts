import { SAMPLE_SEVERITY_SCALE, type SeverityScale } from '#core/model/severity-scale.ts';
import type { Estimate, Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';
import { RIGHT, UNPARSABLE, WRONG, buildRunRows, type RunDesign } from './analyse-fixtures.ts';

/** Twenty samples whose wrong answers are marginal; every answer is wrong in the first epoch of samples 1 and 2, unparsable in that of 3. */
const design: RunDesign = {
  samples: buildSamples(20).map((sample) => ({
    ...sample,
    severityOfError: { type: 'constant' as const, unparsed: 1 as const, wrong: 2 as const },
  })),
  config: { severity: SAMPLE_SEVERITY_SCALE },
  toOutcome: ({ sampleId, epoch }) => {
    if (epoch > 1) return RIGHT;
    if (sampleId === 'sample-1' || sampleId === 'sample-2') return WRONG;
    return sampleId === 'sample-3' ? UNPARSABLE : RIGHT;
  },
};

function find(report: Report, metric: string, params: Estimate['params'] = {}, conditionId = 'original'): Estimate {
  const found = report.estimates.find(
    (estimate) =>
      estimate.metric === metric &&
      estimate.conditionId === conditionId &&
      Object.entries(params).every(([key, value]) => estimate.params[key] === value),
  );
  if (found === undefined) throw new Error(`no ${metric}`);
  return found;
}

describe('severity', () => {
  const report = analyseRun(buildRunRows(design));

  test('counts each sample by its worst trial', () => {
    const toRow = (atLeast: number) => find(report, 'severity_table', { atLeast, bound: 'single' });
    expect(toRow(1)).toMatchObject({ value: 0.15, n: 20, clusters: 20, params: { per: 'cluster', K: 4 } });
    expect(toRow(2).value).toBe(0.1);
    expect(toRow(3).value).toBe(0);
    // METRICS §0.4: 0 of 20, one-sided 95 %.
    expect(toRow(3).interval?.upper).toBeCloseTo(0.139108, 6);
    expect(find(report, 'severity_table', { atLeast: 3, bound: 'simultaneous' }).interval?.upper).toBeGreaterThan(
      0.139,
    );
  });

  test('has rates and means per sample and per trial', () => {
    expect(find(report, 'violation_rate_ub', { atLeast: 1, per: 'cluster' }).value).toBe(0.15);
    expect(find(report, 'violation_rate_ub', { atLeast: 1, per: 'trial' }).value).toBeCloseTo(3 / 80, 12);
    expect(find(report, 'expected_severity', { per: 'trial' }).value).toBeCloseTo((2 * 0.01 + 0.001) / 80, 12);
    expect(find(report, 'expected_severity', { per: 'cluster' }).value).toBeCloseTo((2 * 0.01 + 0.001) / 20, 12);
    expect(find(report, 'cvar', { beta: 0.95 }).value).toBeCloseTo(0.01, 12);
    expect(find(report, 'cvar', { beta: 0.99 }).value).toBeNull();
    expect(find(report, 'max_severity_observed').value).toBe(2);
    expect(find(report, 'hal_S_comp').value).toBeCloseTo(77 / 80, 12);
    expect(find(report, 'severity_coverage').value).toBe(1);
  });

  test('controls the expected weight of what is accepted', () => {
    expect(find(report, 'crc_threshold', { loss: 'severity' }).params['alpha']).toBe(0.05);
  });

  test('is not measured without a scale', () => {
    const plain = analyseRun(buildRunRows({ ...design, config: {} }));
    expect(plain.estimates.some(({ metric }) => metric.startsWith('severity') || metric === 'cvar')).toBe(false);
    expect(plain.estimates.some(({ params }) => params['loss'] === 'severity')).toBe(false);
  });

  test('leaves out what the scale does not judge and says how much', () => {
    const samples = (design.samples ?? []).map((sample, index) =>
      index === 0 ? { ...sample, severityOfError: null } : sample,
    );
    const partial = analyseRun(buildRunRows({ ...design, samples }));
    // Sample 1 stays out with its right trials too.
    expect(find(partial, 'severity_coverage').value).toBeCloseTo(76 / 80, 12);
    expect(find(partial, 'violation_rate_ub', { atLeast: 1, per: 'cluster' })).toMatchObject({ value: 2 / 19, n: 19 });
  });

  test('counts a cluster of samples once', () => {
    const samples = (design.samples ?? []).map((sample, index) => ({ ...sample, clusterId: `c${index >> 1}` }));
    const clustered = analyseRun(buildRunRows({ ...design, samples }));
    expect(find(clustered, 'severity_table', { atLeast: 1, bound: 'single' })).toMatchObject({
      value: 0.2,
      n: 20,
      clusters: 10,
      params: { K: 8 },
    });
  });

  test('is also that of all prompts where some are perturbed', () => {
    const perturbed = analyseRun(
      buildRunRows({
        ...design,
        conditions: { 'case_lower@1#0': 'P' },
        toOutcome: ({ conditionId, sampleId }) =>
          conditionId !== 'original' && sampleId === 'sample-9' ? WRONG : RIGHT,
      }),
    );
    expect(find(perturbed, 'max_severity_observed').value).toBe(0);
    expect(find(perturbed, 'max_severity_observed', {}, 'all').value).toBe(2);
    expect(find(perturbed, 'violation_rate_ub', { atLeast: 2, per: 'cluster' }, 'all').value).toBe(0.05);
  });

  test('is corrected once more where the detector’s quality is known', () => {
    const severity: SeverityScale = {
      ...SAMPLE_SEVERITY_SCALE,
      detector: { kind: 'model_judge', sensitivity: 0.8, specificity: 1 },
    };
    const judged = analyseRun(buildRunRows({ ...design, config: { severity } }));
    const params = { atLeast: 2, per: 'cluster' };
    expect(find(judged, 'violation_rate_ub', { ...params, detector: 'detected' }).value).toBeCloseTo(0.1, 12);
    expect(find(judged, 'violation_rate_ub', { ...params, detector: 'adjusted' }).value).toBeCloseTo(0.125, 12);
  });

  test('names each estimate once', () => {
    const names = report.estimates.map(({ metric, model, conditionId, scorer, params }) =>
      JSON.stringify([metric, model, conditionId, scorer, params]),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
