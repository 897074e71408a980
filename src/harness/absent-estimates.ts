import type { Estimate } from '#core/model/report.ts';
import type { ScoreColumn } from '#core/model/score-file-row.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { GIVEN_SCORER } from './scores-rows.ts';

/** Why a scores file cannot give a number: a column that it lacks, or what no column holds. */
type Lack = { readonly column: ScoreColumn } | { readonly needs: string };

interface Absence {
  readonly metrics: readonly string[];
  readonly isScored: boolean;
  readonly lack: Lack;
}

const ANSWERS = ['tar_answer', 'modal_share', 'answer_entropy'];

/** Metrics by what they need beyond sample, epoch and value. */
const ABSENCES: readonly Absence[] = [
  { metrics: ['tar_raw', 'exact_match_rate', 'lev_sim', 'chrf1'], isScored: false, lack: { column: 'raw' } },
  { metrics: ['confidence_coverage', 'brier', 'auroc', 'aurc', 'ece'], isScored: true, lack: { column: 'confidence' } },
  {
    metrics: ['severity_coverage', 'violation_rate_ub', 'expected_severity'],
    isScored: true,
    lack: { column: 'severity' },
  },
  { metrics: ['cost_per_success', 'expected_cost_to_success'], isScored: true, lack: { column: 'costSeconds' } },
  { metrics: ['tokens'], isScored: false, lack: { column: 'tokens' } },
  {
    metrics: ['ttft', 'ttft_geomean', 'tpot', 'e2e', 'prefill_tps', 'idealized_runtime'],
    isScored: false,
    lack: { needs: 'the times of tokens' },
  },
  {
    metrics: ['resource_consistency', 'qcd'],
    isScored: false,
    lack: { needs: 'the tokens of prompt and output and their times' },
  },
  { metrics: ['token_drift'], isScored: false, lack: { needs: 'the token ids of prompts' } },
];

/** A null estimate with its reason for each metric that a column would have given, or that no scores file can give. */
export function toAbsentEstimates(model: string, columns: ReadonlySet<ScoreColumn>): readonly Estimate[] {
  return ABSENCES.flatMap(({ metrics, isScored, lack }) => {
    if ('column' in lack && columns.has(lack.column)) return [];
    return metrics.map((metric) => ({
      metric,
      model,
      conditionId: ORIGINAL,
      scorer: isScored ? GIVEN_SCORER.name : null,
      value: null,
      reason: toReason(lack),
      params: {},
      interval: null,
      n: 0,
      clusters: 0,
      unit: null,
      adjusted: null,
    }));
  });
}

/** Without a column of answers, what is said of answers is null: an absent answer is not an unparsable one. Other estimates stay. */
export function withholdAnswers(
  estimates: readonly Estimate[],
  columns: ReadonlySet<ScoreColumn>,
): readonly Estimate[] {
  if (columns.has('answer')) return estimates;
  const reason = toReason({ column: 'answer' });
  return estimates.map((estimate) =>
    estimate.params['of'] === 'answer' || ANSWERS.includes(estimate.metric)
      ? { ...estimate, value: null, reason, interval: null, n: 0, clusters: 0, adjusted: null }
      : estimate,
  );
}

function toReason(lack: Lack): string {
  return 'column' in lack
    ? `the file has no column ${lack.column}`
    : `it needs ${lack.needs}, which a scores file does not hold`;
}
