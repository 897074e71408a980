import { SeverityLevel } from '#core/model/severity.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { cvar } from '#core/stats/severity/cvar.ts';
import { expectedSeverity } from '#core/stats/severity/expected-severity.ts';
import { samplesNeeded } from '#core/stats/severity/samples-needed.ts';
import { severityTable } from '#core/stats/severity/severity-table.ts';
import { toSeverityUnits, type SeverityUnit } from '#core/stats/severity/severity-units.ts';
import { violationRate } from '#core/stats/severity/violation-rate.ts';
import * as z from 'zod';

type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const samples = z.array(z.array(SeverityLevel));
const weights = z.tuple([number, number, number, number, number]);
const harm = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** Calls of `tests/oracles/severity`. */
export const severityCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  severityTable: (args) => {
    const [levels, confidence] = z.tuple([samples, number]).parse(args);
    const rows = severityTable(toUnits(levels), confidence);
    return [...rows.map((row) => row.singleUpper), ...rows.map((row) => row.simultaneousUpper)];
  },
  expectedSeverity: (args) => {
    const [levels, scale, confidence] = z.tuple([samples, weights, number]).parse(args);
    return toPair(expectedSeverity(toUnits(levels), scale, 'cluster', confidence));
  },
  cvar: (args) => {
    const [levels, scale, beta, confidence] = z.tuple([samples, weights, number, number]).parse(args);
    return toPair(cvar(toUnits(levels), scale, beta, confidence));
  },
  violationRatePerTrial: (args) => {
    const [levels, level, confidence] = z.tuple([samples, harm, number]).parse(args);
    return toPair(violationRate(toUnits(levels), level, 'trial', confidence));
  },
  samplesNeeded: (args) => samplesNeeded(...z.tuple([number, number, number]).parse(args)),
};

function toPair({ value, interval }: MetricResult): OracleValue {
  return [value, interval?.upper ?? null];
}

function toUnits(levels: z.infer<typeof samples>): readonly SeverityUnit[] {
  return toSeverityUnits(
    levels.flatMap((trials, index) => {
      const sampleId = `s${String(index).padStart(4, '0')}`;
      return trials.map((level) => ({ sampleId, clusterId: sampleId, level }));
    }),
  );
}
