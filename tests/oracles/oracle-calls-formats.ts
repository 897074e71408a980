import { classConsistency } from '#core/stats/class-consistency.ts';
import { cochranQ } from '#core/stats/cochran-q.ts';
import { jensenShannon, klDivergence, totalVariation } from '#core/stats/distribution-distance.ts';
import { editDistance } from '#core/stats/edit-distance.ts';
import { formatSdPaired } from '#core/stats/format-sd-paired.ts';
import { formatSd } from '#core/stats/format-sd.ts';
import { formatSpreadNull } from '#core/stats/format-spread-null.ts';
import { formatSpread } from '#core/stats/format-spread.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import type { PositionedSample } from '#core/stats/option-positions.ts';
import { positionChiSquare, positionTvd } from '#core/stats/position-tvd.ts';
import { avgP, cps, maxP, perfQuantile, saturation } from '#core/stats/prompt-performance.ts';
import type { LabelledSample } from '#core/stats/prompt-sensitivity.ts';
import { promptSensitivity } from '#core/stats/prompt-sensitivity.ts';
import { robustnessCurveAuc } from '#core/stats/robustness-curve-auc.ts';
import { rstd } from '#core/stats/rstd.ts';
import type { SampleColumns } from '#core/stats/score-matrix.ts';
import { tokenDriftSlope } from '#core/stats/token-drift.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import * as z from 'zod';
import { toTable, TrialList } from './trial-tables.ts';

/** What an oracle compares: a value, or several in order. */
type OracleValue = number | null | readonly (number | null)[];

const numbers = z.array(z.number());
const Rows = z.array(numbers);
const Labelled = z.array(z.tuple([z.string(), z.array(TrialList)]));
const Positioned = z.array(z.array(z.tuple([z.number(), z.number().nullable()])));

type MatrixMetric = (matrix: readonly SampleColumns[], settings: IntervalSettings) => MetricResult;

/** Functions of METRICS §3.6 to §3.13 by the name that `cases.json` uses. */
export const formatCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  formatSpread: (args) => toValue(args, formatSpread),
  formatSd: (args) => toValue(args, formatSd),
  formatSdPaired: (args) => toValue(args, formatSdPaired),
  maxP: (args) => toValue(args, maxP),
  avgP: (args) => toValue(args, avgP),
  saturation: (args) => toValue(args, saturation),
  cps: (args) => toValue(args, cps),
  formatSpreadInterval: (args) => toBounds(args, formatSpread),
  maxPInterval: (args) => toBounds(args, maxP),
  saturationInterval: (args) => toBounds(args, saturation),
  cpsInterval: (args) => toBounds(args, cps),
  formatSpreadNull: (args) => {
    const [rows, resamples] = z.tuple([Rows, z.number()]).parse(args);
    const result = formatSpreadNull(toMatrix(rows), createIntervalSettings({ resamples }));
    return [result?.nullMean ?? null, result?.pValue ?? null];
  },
  cochranQ: (args) => {
    const result = cochranQ(toMatrix(...z.tuple([Rows]).parse(args)));
    return [result?.q ?? null, result?.pValue ?? null];
  },
  perfQuantile: (args) => {
    const [rows, q] = z.tuple([Rows, z.number()]).parse(args);
    return perfQuantile(toMatrix(rows), q, createIntervalSettings()).value;
  },
  robustnessCurveAuc: (args) => {
    const [rows, levels] = z.tuple([Rows, numbers]).parse(args);
    return robustnessCurveAuc(toMatrix(rows), levels, createIntervalSettings()).value;
  },
  robustnessCurveAucInterval: (args) => {
    const [rows, levels] = z.tuple([Rows, numbers]).parse(args);
    const { interval } = robustnessCurveAuc(toMatrix(rows), levels, createIntervalSettings());
    return [interval?.lower ?? null, interval?.upper ?? null];
  },
  promptSensitivity: (args) =>
    promptSensitivity(toLabelled(...z.tuple([Labelled]).parse(args)), createIntervalSettings()).value,
  classConsistency: (args) =>
    classConsistency(toLabelled(...z.tuple([Labelled]).parse(args)), createIntervalSettings()).value,
  rstd: (args) => {
    const [rows, options] = z.tuple([Positioned, z.number()]).parse(args);
    return rstd(toPositioned(rows), options, createIntervalSettings()).value;
  },
  positionTvd: (args) => {
    const [rows, options] = z.tuple([Positioned, z.number()]).parse(args);
    return positionTvd(toPositioned(rows), options, createIntervalSettings()).value;
  },
  positionChiSquare: (args) => {
    const result = positionChiSquare(...z.tuple([numbers, numbers]).parse(args));
    return [result?.chiSquare ?? null, result?.pValue ?? null];
  },
  editDistance: (args) => editDistance(...z.tuple([numbers, numbers]).parse(args)),
  tokenDriftSlope: (args) => {
    const [x, y] = z.tuple([numbers, numbers]).parse(args);
    const prompts = x.map((distance, index) => ({
      sampleId: `s${index}`,
      clusterId: `s${index}`,
      drift: { distance, lengthRatio: 1 },
      flipShare: y[index] ?? 0,
    }));
    return tokenDriftSlope(prompts, createIntervalSettings()).value;
  },
  klDivergence: (args) => klDivergence(...z.tuple([numbers, numbers]).parse(args)),
  totalVariation: (args) => totalVariation(...z.tuple([numbers, numbers]).parse(args)),
  jensenShannon: (args) => jensenShannon(...z.tuple([numbers, numbers]).parse(args)),
};

/** Samples in the order of the rows, which the names keep when sorted. */
function toMatrix(rows: readonly (readonly number[])[]): readonly SampleColumns[] {
  return rows.map((columns, index) => {
    const name = `s${String(index).padStart(3, '0')}`;
    return { sampleId: name, clusterId: name, columns };
  });
}

function toValue(args: readonly unknown[], metric: MatrixMetric): number | null {
  return metric(toMatrix(...z.tuple([Rows]).parse(args)), createIntervalSettings()).value;
}

function toBounds(args: readonly unknown[], metric: MatrixMetric): OracleValue {
  const { interval } = metric(toMatrix(...z.tuple([Rows]).parse(args)), createIntervalSettings());
  return [interval?.lower ?? null, interval?.upper ?? null];
}

function toLabelled(table: z.infer<typeof Labelled>): readonly LabelledSample[] {
  return table.map(([target, prompts], index) => ({
    sampleId: `s${index}`,
    clusterId: `s${index}`,
    prompts: prompts.flatMap((trials) => toTable([trials])),
    classes: ['A', 'B', 'C'],
    target,
  }));
}

function toPositioned(table: z.infer<typeof Positioned>): readonly PositionedSample[] {
  return table.map((pairs, index) => ({
    sampleId: `s${index}`,
    clusterId: `s${index}`,
    trials: pairs.map(([goldPosition, predictedPosition]) => ({ goldPosition, predictedPosition })),
  }));
}
