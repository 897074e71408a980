import type { Report } from '#core/model/report.ts';
import { findMetric } from '#core/stats/metric-index.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';
import { buildRunRows } from './analyse-fixtures.ts';

const SCORER = 'answer';
const CONDITIONS = { 'case_lower@1#0': 'P', 'norm_nfd@1#0': 'P', 'typo@1#0': 'L', 'negation@1#0': 'N' } as const;

const OF_TIME = [
  ...['ttft', 'tpot', 'e2e'].flatMap((metric) => [`${metric}{"q":0.5}`, `${metric}{"q":0.95}`]),
  'prefill_tps{"q":0.5}',
  'prefill_tps{"q":0.05}',
  'ttft_geomean{}',
  ...['fixed', 'perPromptToken', 'perOutputToken'].map((part) => `idealized_runtime{"part":"${part}"}`),
  'tokens{"of":"prompt"}',
  'tokens{"of":"output"}',
];

/** `metric{params}` of the estimates of one condition and scorer whose metric is wanted, in order. */
function toNames(
  report: Report,
  conditionId: string,
  scorer: string | null,
  isWanted: (metric: string) => boolean,
): readonly string[] {
  return report.estimates
    .filter((estimate) => estimate.conditionId === conditionId && estimate.scorer === scorer)
    .filter(({ metric }) => isWanted(metric))
    .map(({ metric, params }) => `${metric}${JSON.stringify(params)}`);
}

/** METRICS §1 and §2 by their entry in the index of metrics. */
function isOfRepetition(metric: string): boolean {
  const section = findMetric(metric)?.section ?? '';
  return /^[12]\./.test(section) && metric !== 'resource_consistency';
}

describe('a report', () => {
  const report = analyseRun(buildRunRows({ samples: buildSamples(12), conditions: CONDITIONS }));

  test('names only metrics that the index explains', () => {
    const unknown = report.estimates.filter(({ metric }) => findMetric(metric) === null).map(({ metric }) => metric);
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('names the metrics of capability and repetition that need a scorer', () => {
    expect(toNames(report, 'original', SCORER, isOfRepetition)).toEqual([
      'accuracy{}',
      'accuracy{"family":"short"}',
      ...[1, 2, 3, 4].map((k) => `pass_at_k{"k":${k}}`),
      ...[1, 2, 3, 4].map((k) => `pass_hat_k{"k":${k}}`),
      'accuracy_pass_gap{"k":4}',
      'agreement_pairwise{"of":"outcome"}',
      'agreement_pairwise{"of":"answer"}',
      'outcome_consistency@c{}',
      'hal_outcome_consistency@b{}',
      'tar_answer{"N":4}',
      'modal_share{}',
      'answer_entropy{"form":"plug-in"}',
      'answer_entropy{"form":"normalised"}',
      'answer_entropy{"form":"miller-madow"}',
      'krippendorff_alpha{"of":"outcome"}',
      'krippendorff_alpha{"of":"answer"}',
      'best_worst_spread{"K":4}',
      'variance_decomposition{"part":"within"}',
      'variance_decomposition{"part":"between"}',
      'variance_decomposition{"part":"removable-share"}',
      'icc1{}',
      'run_accuracy_sd{"K":4}',
    ]);
  });

  test('names the metrics of texts, time, tokens and cost', () => {
    expect(toNames(report, 'original', null, () => true)).toEqual([
      'tokens_per_character{}',
      'byte_fallback_share{}',
      'tar_raw{"N":4}',
      'exact_match_rate{}',
      // Five of the six pairs of each of twelve samples.
      'lev_sim{"maxPairs":5,"pairs":60}',
      'chrf1{"maxPairs":5,"pairs":60}',
      'confidence_consistency{"source":"seq_prob_norm"}',
      ...['empty', 'truncated', 'loop', 'other_script'].map((share) => `output_${share}{"script":"latin"}`),
      ...OF_TIME,
      'resource_consistency{"of":"tokens+time"}',
      'resource_consistency{"of":"tokens"}',
      'qcd{"of":"tokens"}',
      'qcd{"of":"time"}',
    ]);
    expect(toNames(report, 'all', null, () => true)).toEqual(OF_TIME);
    expect(
      toNames(report, 'original', SCORER, (metric) => metric.includes('cost') || metric.startsWith('res')),
    ).toEqual([
      'cost_per_success{}',
      'expected_cost_to_success{}',
      'expected_cost_to_success{"cap":4}',
      'resource_consistency{"of":"tokens+time","trials":"successful"}',
    ]);
  });
});
