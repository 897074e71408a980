import type { Estimate } from '../../model/report.ts';

/** Shares that make a reader look, each a choice of ours: above them the outputs are not what the task asks for. */
const LIMITS = {
  output_empty: 0.1,
  output_truncated: 0.2,
  output_loop: 0.1,
  output_other_script: 0.2,
  unparsable_rate: 0.2,
  option_tie: 0.1,
} as const;
/** A single answer may be this frequent, or this much more frequent than it is right. */
const CONSTANT_SHARE = 0.5;
const CONSTANT_EXCESS = 0.1;

/** Metrics of the guard, in the order in which it names them. */
export const GUARD_METRICS = [
  'output_empty',
  'output_truncated',
  'output_loop',
  'output_other_script',
  'option_tie',
  'unparsable_rate',
  'modal_answer_share',
  'above_chance',
] as const;
export type GuardMetric = (typeof GUARD_METRICS)[number];

/** What is wrong with the outputs of one model, condition, script and perhaps family. */
export interface OutputProblem {
  readonly metric: GuardMetric;
  readonly estimate: Estimate;
}

/**
 * The estimates of the guard that speak against the outputs. A share does where its interval (its value, without interval) lies above its
 * limit: 10 % empty, 20 % ended by a limit of length, 10 % loops, 20 % without a letter of the prompt's script, 10 % of options all
 * equally likely, 20 % without an answer. One constant answer does where it lies above one half and above the share of samples whose answer it
 * is by a tenth. `above_chance` does where its interval reaches 0.
 */
export function findOutputProblems(estimates: readonly Estimate[]): readonly OutputProblem[] {
  return estimates.flatMap((estimate) => {
    const metric = GUARD_METRICS.find((id) => id === estimate.metric);
    return metric !== undefined && isProblem(metric, estimate) ? [{ metric, estimate }] : [];
  });
}

/** Whether outputs with this problem are degenerate, rather than merely no better than guesses. */
export function isDegenerate({ metric }: OutputProblem): boolean {
  return metric !== 'above_chance';
}

function isProblem(metric: GuardMetric, { value, interval, params }: Estimate): boolean {
  if (value === null) return false;
  const least = interval?.lower ?? value;
  if (metric === 'above_chance') return least <= 0;
  if (metric !== 'modal_answer_share') return least > LIMITS[metric];
  return least > Math.max(CONSTANT_SHARE, Number(params['targetShare'] ?? 0) + CONSTANT_EXCESS);
}
