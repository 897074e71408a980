import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import * as z from 'zod';

/** Trials of one sample: success and answer, null = unparsable. */
export const TrialList = z.array(
  z.strictObject({ s: z.union([z.literal(0), z.literal(1)]), a: z.string().nullable() }),
);
export type TrialList = z.infer<typeof TrialList>;

/** Baseline and conditions by sample; no conditions stands for a sample that every perturbation leaves as it is. */
export const PairTable = z.array(z.tuple([TrialList, z.array(TrialList)]));

/** Samples s0, s1 … of one condition, each its own cluster; a list without trials is a sample that is not there. */
export function toTable(table: readonly TrialList[]): readonly SampleOutcomes[] {
  return toSampleOutcomes(table.flatMap((row, index) => toObservations(`s${index}`, row)));
}

/** Baseline and conditions side by side. */
export function toPairs(table: z.infer<typeof PairTable>): readonly PairedSample[] {
  const baseline = toTable(table.map(([row]) => row));
  const most = Math.max(...table.map(([, conditions]) => conditions.length));
  const conditions = Array.from({ length: most }, (_, index) => toTable(table.map(([, rows]) => rows[index] ?? [])));
  return toPairedSamples(baseline, conditions, new Map(table.map(([, rows], index) => [`s${index}`, rows.length])));
}

function toObservations(sampleId: string, row: TrialList): Parameters<typeof toSampleOutcomes>[0] {
  return row.map(({ s, a }, index) => ({
    sampleId,
    clusterId: sampleId,
    conditionId: 'original',
    epoch: index + 1,
    value: s,
    success: s,
    answer: a,
  }));
}
