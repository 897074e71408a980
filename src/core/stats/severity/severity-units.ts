import type { SeverityLevel } from '../../model/severity.ts';

/** Levels above 0, from negligible to catastrophic (METRICS §5.1). */
export const HARM_LEVELS = [1, 2, 3, 4] as const satisfies readonly SeverityLevel[];
export type HarmLevel = (typeof HARM_LEVELS)[number];

/** One completed trial with how bad its outcome was. */
export interface SeverityTrial {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly level: SeverityLevel;
}

/** The trials of one cluster: what counts as independent. */
export interface SeverityUnit {
  readonly clusterId: string;
  readonly samples: number;
  /** Levels of the trials, ascending. */
  readonly levels: readonly SeverityLevel[];
  /** The worst of them: bad once in K trials is bad, so a bound on it is a bound for all of them. */
  readonly worst: SeverityLevel;
}

/** Trials by cluster, in the order of cluster ids (UTF-16 code units), whatever their order. */
export function toSeverityUnits(trials: readonly SeverityTrial[]): readonly SeverityUnit[] {
  return [...Map.groupBy(trials, (trial) => trial.clusterId).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([clusterId, members]) => {
      const levels = members.map((trial) => trial.level).toSorted((a, b) => a - b);
      const samples = new Set(members.map((trial) => trial.sampleId)).size;
      return { clusterId, samples, levels, worst: levels.at(-1) ?? 0 };
    });
}

/** Samples and clusters behind a number. */
export function toUnitCounts(units: readonly SeverityUnit[]): { readonly n: number; readonly clusters: number } {
  return { n: units.reduce((sum, unit) => sum + unit.samples, 0), clusters: units.length };
}
