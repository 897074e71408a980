import type { Estimate } from '#core/model/report.ts';
import type { Condition } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { cochranQ } from '#core/stats/cochran-q.ts';
import { formatSdPaired } from '#core/stats/format-sd-paired.ts';
import { formatSd } from '#core/stats/format-sd.ts';
import type { SpreadNull } from '#core/stats/format-spread-null.ts';
import { formatSpreadNull } from '#core/stats/format-spread-null.ts';
import { formatSpread, toSpreadReason } from '#core/stats/format-spread.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { undefinedResult, withoutInterval } from '#core/stats/metric-result.ts';
import { avgP, cps, maxP, perfQuantile, saturation } from '#core/stats/prompt-performance.ts';
import type { SampleColumns } from '#core/stats/score-matrix.ts';
import { toScoreMatrix } from '#core/stats/score-matrix.ts';
import { perturbations } from '#protocols/registry.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { RobustnessPlace, RobustnessRun } from './analyse-robustness-run.ts';
import { toEqualOutcomes } from './analyse-robustness-run.ts';

/** True for another wording or layout of the same task, in any version of its operator: what formats and prompts are compared over. */
export function isFormat({ perturbation }: Condition): boolean {
  return perturbations.some(({ id, dimension }) => id === perturbation?.id && dimension === 'template');
}

/**
 * Spread and performance over the formats of one place, the original among them, on the samples that every format changes. None without
 * a format. `J` counts the original.
 */
export function analyseFormats(run: RobustnessRun, { conditionId, conditions }: RobustnessPlace): readonly Estimate[] {
  const formats = conditions.filter(isFormat);
  if (formats.length === 0) return [];
  const { context, model, scorer } = run;
  const matrix = toScoreMatrix(
    [ORIGINAL, ...formats.map((format) => format.conditionId)].map((id) => toEqualOutcomes(run, id)),
  );
  const params = { J: formats.length + 1 };
  const place = { model, conditionId, scorer };
  const toEstimate = (
    metric: string,
    more: Estimate['params'],
    estimate: (settings: IntervalSettings) => MetricResult,
  ): Estimate => context.estimate({ ...place, metric, params: { ...params, ...more } }, estimate);
  return [
    toEstimate('format_spread', {}, (settings) => formatSpread(matrix, settings)),
    ...analyseSpreadNull(context, { ...place, params }, matrix),
    toEstimate('format_sd', {}, () => formatSd(matrix)),
    toEstimate('format_sd@b', {}, (settings) => formatSdPaired(matrix, settings)),
    ...analyseCochranQ(context, { ...place, params }, matrix),
    toEstimate('max_p', {}, (settings) => maxP(matrix, settings)),
    toEstimate('avg_p', {}, (settings) => avgP(matrix, settings)),
    toEstimate('saturation', {}, (settings) => saturation(matrix, settings)),
    toEstimate('cps', {}, (settings) => cps(matrix, settings)),
    ...[0.05, 0.5].map((q) => toEstimate('perf_quantile', { q }, (settings) => perfQuantile(matrix, q, settings))),
  ];
}

type FormatPlace = Pick<Estimate, 'model' | 'conditionId' | 'scorer' | 'params'>;

function analyseSpreadNull(
  context: AnalysisContext,
  place: FormatPlace,
  matrix: readonly SampleColumns[],
): readonly Estimate[] {
  // The same permutations serve every part.
  let spread: SpreadNull | null | undefined;
  return (['nullMean', 'excess', 'pValue'] as const).map((part) =>
    context.estimate({ ...place, metric: 'format_spread', params: { ...place.params, part } }, (settings) => {
      spread ??= formatSpreadNull(matrix, settings);
      return spread === null ? undefinedResult(toSpreadReason(matrix)) : toPartResult(spread[part], matrix);
    }),
  );
}

function analyseCochranQ(
  context: AnalysisContext,
  place: FormatPlace,
  matrix: readonly SampleColumns[],
): readonly Estimate[] {
  const test = cochranQ(matrix);
  const reason = 'it needs one trial a format scored 0 or 1, samples of their own, and one on which formats differ';
  return (['q', 'pValue'] as const).map((part) =>
    context.estimate({ ...place, metric: 'cochran_q', params: { ...place.params, part } }, () =>
      test === null ? undefinedResult(reason) : toPartResult(test[part], matrix),
    ),
  );
}

/** A part of a test: a number without an interval. */
function toPartResult(value: number, matrix: readonly SampleColumns[]): MetricResult {
  const clusters = new Set(matrix.map(({ clusterId }) => clusterId)).size;
  return { value, ...withoutInterval('a part of a test has no interval'), n: matrix.length, clusters };
}
