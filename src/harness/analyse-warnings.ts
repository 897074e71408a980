import type { TrialCounts } from '#core/model/report.ts';
import { BOOTSTRAP_MIN_CLUSTERS } from '#core/stats/cluster-bootstrap.ts';
import type { AnalysedRows, RunRows } from './run-rows.ts';
import { warnOfCanaries } from './warn-of-canaries.ts';
import { warnOfControls } from './warn-of-controls.ts';
import { warnOfFollowUps } from './warn-of-follow-ups.ts';

/** Share of attempts above which failures are flagged (METRICS §0.2.2). */
const MAX_FAILURE_SHARE = 0.05;

/** Clusters below which METRICS §0.4 asks for a warning. */
const FEW_CLUSTERS = 30;

/** Least design below which results are shown but not ranked (METRICS §9). */
const MIN_SAMPLES = 100;
const MIN_BASELINE_EPOCHS = 5;

/** Metrics whose bootstrap intervals were measured too narrow at 100 clusters and held at 300 (docs/statistics.md). */
const SLOW_METRICS = ['bss', 'nll', 'attack_success_rate'] as const;
const SLOW_CLUSTERS = 300;

/** Notes that a reader must see, in plain sentences: those of the whole run, then those of each model. */
export function analyseWarnings(rows: RunRows, counts: readonly TrialCounts[]): readonly string[] {
  return [
    ...warnOfCanaries(rows),
    ...warnOfControls(rows),
    ...warnOfSize(rows),
    ...warnOfRepetition(rows),
    ...warnOfExtension(rows),
    ...warnOfClasses(rows),
    ...warnOfFollowUps(rows),
    ...rows.config.models.flatMap(({ modelId }) =>
      warnOfFailures(
        modelId,
        counts.filter(({ model }) => model === modelId),
      ),
    ),
  ];
}

/** Too few samples or clusters. */
export function warnOfSize({ samples }: AnalysedRows): readonly string[] {
  const clusters = new Set(samples.map(({ clusterId }) => clusterId)).size;
  const warnings: string[] = [];
  if (samples.length < MIN_SAMPLES) {
    warnings.push(
      `The task has ${count(samples.length, 'sample')}, fewer than ${MIN_SAMPLES}: read the intervals and do not rank models or conditions by these results.`,
    );
  }
  if (clusters >= BOOTSTRAP_MIN_CLUSTERS && clusters < MIN_SAMPLES) {
    warnings.push(
      `Bootstrap intervals (CI-BS) of fewer than ${MIN_SAMPLES} independent clusters are too narrow: they hold the true value in about 90 % of runs instead of 95 %.`,
    );
  }
  if (clusters >= MIN_SAMPLES && clusters < SLOW_CLUSTERS) {
    warnings.push(
      `Bootstrap intervals of ${SLOW_METRICS.join(', ')} need about ${SLOW_CLUSTERS} independent clusters; with ${clusters} they hold the true value in about 91 % of runs instead of 95 %.`,
    );
  }
  if (clusters < BOOTSTRAP_MIN_CLUSTERS) {
    warnings.push(
      `The samples form ${count(clusters, 'independent cluster')}, fewer than ${BOOTSTRAP_MIN_CLUSTERS}: intervals are very rough and bootstrap intervals are left out.`,
    );
  } else if (clusters < FEW_CLUSTERS) {
    warnings.push(
      `The samples form ${count(clusters, 'independent cluster')}, fewer than ${FEW_CLUSTERS}: intervals are rough.`,
    );
  }
  return warnings;
}

function warnOfRepetition({ config }: RunRows): readonly string[] {
  const epochs = config.protocol.epochs.baseline;
  if (config.decoding.temperature === 0 && epochs > 1) {
    return ['The temperature is 0, so every epoch repeats the same output: consistency says nothing about sampling.'];
  }
  if (epochs >= MIN_BASELINE_EPOCHS) return [];
  return [
    `Each sample was asked ${count(epochs, 'time')} unperturbed, fewer than ${MIN_BASELINE_EPOCHS}: consistency is measured coarsely.`,
  ];
}

/** Repeating until a result pleases is optional stopping: no interval of this report allows for it. */
function warnOfExtension({ extendedRun }: RunRows): readonly string[] {
  if (extendedRun === undefined) return [];
  const { runId, epochs } = extendedRun;
  return [
    `Epochs were added to the finished run ${runId}, which had ${count(epochs.baseline, 'plain epoch')}. If its results led to that, intervals hold the true value less often than stated: a precision target lays the rule down before anything runs.`,
  ];
}

/** Perturbations that are not reviewed, or change the meaning. */
export function warnOfClasses({ conditions }: AnalysedRows): readonly string[] {
  const toIds = (wanted: 'L' | 'N'): string =>
    conditions
      .filter(({ perturbation }) => perturbation?.class === wanted)
      .map(({ conditionId }) => conditionId)
      .join(', ');
  const unreviewed = toIds('L');
  const changing = toIds('N');
  return [
    ...(unreviewed === ''
      ? []
      : [
          `Class L perturbations keep the meaning in most cases but have not been reviewed; they are shown apart and stay out of the summary: ${unreviewed}.`,
        ]),
    ...(changing === ''
      ? []
      : [`Class N perturbations change the meaning and are left out of robustness: ${changing}.`]),
  ];
}

/** Failures and missing trials of one model, whose counts these are. */
export function warnOfFailures(model: string, counts: readonly TrialCounts[]): readonly string[] {
  const total = (pick: (entry: TrialCounts) => number): number => counts.reduce((sum, entry) => sum + pick(entry), 0);
  const completed = total((entry) => entry.completed);
  const failed = total((entry) => entry.failed);
  const missing = total((entry) => entry.planned) - completed - failed;
  const failures = failed + total((entry) => entry.retried);
  const share = failures / (completed + failures);
  const warnings: string[] = [];
  if (share > MAX_FAILURE_SHARE) {
    warnings.push(
      `${model}: ${failures} of ${count(completed + failures, 'attempt')} (${(100 * share).toFixed(1)} %) failed for reasons outside the model, more than 5 %.`,
    );
  }
  if (failed > 0) {
    warnings.push(
      `${model}: ${count(failed, 'trial')} failed for good and ${failed === 1 ? 'is' : 'are'} not scored; accuracy is also given with failed trials counted as wrong and as right.`,
    );
  }
  if (missing > 0) {
    warnings.push(
      `${model}: ${count(missing, 'planned trial')} ${missing === 1 ? 'has' : 'have'} no result; the run is not complete. Samples are asked in a random order, so what is here is a random part of the task; conditions that come late in the plan may be missing.`,
    );
  }
  return warnings;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
