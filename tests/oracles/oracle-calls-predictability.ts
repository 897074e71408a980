import { auroc, delongLogitInterval } from '#core/stats/predictability/auroc.ts';
import { bootstrapTables } from '#core/stats/predictability/bootstrap-tables.ts';
import { toBins } from '#core/stats/predictability/calibration-bins.ts';
import { brier } from '#core/stats/predictability/brier.ts';
import { indexPairs, type PairIndex } from '#core/stats/predictability/confidence-table.ts';
import { corp } from '#core/stats/predictability/corp.ts';
import { crcThreshold } from '#core/stats/predictability/crc-threshold.ts';
import {
  debiasedSquaredError,
  expectedCalibrationError,
  maximumCalibrationError,
} from '#core/stats/predictability/ece.ts';
import { murphy } from '#core/stats/predictability/murphy.ts';
import { riskCoverageAreas, toExpectedErrors } from '#core/stats/predictability/risk-coverage.ts';
import { selectiveAccuracy } from '#core/stats/predictability/selective-accuracy.ts';
import { mulberry32 } from '#tests/support/mulberry32.ts';
import * as z from 'zod';

type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const numbers = z.array(number);
const outcomes = z.array(z.union([z.literal(0), z.literal(1)]));

/** Calls of `tests/oracles/predictability`. */
export const predictabilityCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  brier: (args) => brier(toIndex(...z.tuple([numbers, outcomes]).parse(args)).table),
  auroc: (args) => auroc(toIndex(...z.tuple([numbers, outcomes]).parse(args)).table),
  corp: (args) => {
    const parts = corp(toIndex(...z.tuple([numbers, outcomes]).parse(args)).table);
    return parts === null ? null : [parts.miscalibration, parts.discrimination, parts.uncertainty];
  },
  delongInterval: (args) => {
    const [confidences, successes, level] = z.tuple([numbers, outcomes, number]).parse(args);
    const { interval } = delongLogitInterval(toIndex(confidences, successes).table, level);
    return [interval?.lower ?? null, interval?.upper ?? null];
  },
  murphy: (args) => {
    const [confidences, successes, bins] = z.tuple([numbers, outcomes, number]).parse(args);
    const filled = toBins(toIndex(confidences, successes).table, 'equal-width', bins);
    if (filled === null) return null;
    const parts = murphy(filled);
    return [parts.reliability, parts.resolution, parts.uncertainty, parts.withinVariance, parts.withinCovariance];
  },
  eceWidth: (args) => {
    const [confidences, successes, bins] = z.tuple([numbers, outcomes, number]).parse(args);
    const filled = toBins(toIndex(confidences, successes).table, 'equal-width', bins);
    return filled === null ? null : [expectedCalibrationError(filled), maximumCalibrationError(filled)];
  },
  eceMass: (args) => {
    const [confidences, successes, bins] = z.tuple([numbers, outcomes, number]).parse(args);
    const filled = toBins(toIndex(confidences, successes).table, 'equal-mass', bins);
    return filled === null ? null : [expectedCalibrationError(filled), debiasedSquaredError(filled)];
  },
  riskCoverage: (args) => {
    const [confidences, successes, coverages] = z.tuple([numbers, outcomes, numbers]).parse(args);
    const errors = toExpectedErrors(toIndex(confidences, successes).table);
    const areas = riskCoverageAreas(errors);
    const selected = coverages.map((coverage) => selectiveAccuracy(errors, coverage));
    return areas === null ? null : [areas.aurc, areas.oracleAurc, areas.augrc, ...selected];
  },
  crcThreshold: (args) => {
    const [confidences, losses, alpha] = z.tuple([numbers, numbers, number]).parse(args);
    const items = confidences.map((confidence, index) => ({ confidence, loss: losses[index] ?? 0 }));
    return crcThreshold(items, alpha);
  },
  bootstrapConfidence: (args) => {
    const [confidences, successes, clusters, level, resamples, seed] = z
      .tuple([numbers, outcomes, z.array(z.string()), number, number, number])
      .parse(args);
    const uniform = mulberry32(seed);
    const settings = { level, resamples, drawIndex: (size: number): number => Math.floor(uniform() * size) };
    const index = toIndex(confidences, successes, clusters);
    const statistics = [brier, auroc].map((statistic) => (table: PairIndex['table']) => [statistic(table)]);
    const intervals = bootstrapTables(
      index,
      [...statistics, (table) => [corp(table)?.discrimination ?? null]],
      settings,
    );
    return intervals.flatMap(({ interval }) => [interval?.lower ?? null, interval?.upper ?? null]);
  },
};

function toIndex(
  confidences: readonly number[],
  successes: readonly (0 | 1)[],
  clusters: readonly string[] = [],
): PairIndex {
  return indexPairs(
    confidences.map((confidence, index) => ({
      sampleId: `s${index}`,
      clusterId: clusters[index] ?? `s${index}`,
      epoch: 1,
      confidence,
      success: successes[index] ?? 0,
    })),
  );
}
