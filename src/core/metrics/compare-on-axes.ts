import type { Interval } from '../model/report.ts';
import type { IntervalSettings } from '../stats/interval-settings.ts';
import { meanResult } from '../stats/mean-result.ts';
import { toParetoAxis, type ParetoAxisId } from './pareto-axis.ts';
import type { ParetoCell, ParetoColumn } from './pareto-column.ts';
import { toFrontier } from './pareto-frontier.ts';
import { paretoUncertainty } from './pareto-uncertainty.ts';

/** A configuration on the chosen axes. */
export interface ComparedPoint {
  readonly id: string;
  readonly label: string;
  /** Mean over the common samples, one per axis. */
  readonly values: readonly number[];
  /** One per axis; null where there is none, as for the bytes of a file. */
  readonly intervals: readonly (Interval | null)[];
  readonly isOnFrontier: boolean;
  /** P(on frontier), or null with the reason of the comparison. */
  readonly probability: number | null;
  /** Labels of configurations that are better with P ≥ .95. */
  readonly dominatedBy: readonly string[];
}

/** Configurations on axes, over the samples that all of them answered. */
export interface AxesComparison {
  readonly axes: readonly ParetoAxisId[];
  /** In the order of the columns; those that cannot be placed are in `missing`. */
  readonly points: readonly ComparedPoint[];
  readonly missing: readonly { readonly label: string; readonly reason: string }[];
  /** Common samples. */
  readonly n: number;
  readonly clusters: number;
  /** Why there is no P(on frontier); null when there is. */
  readonly reason: string | null;
}

/** From here on a statement about the frontier is drawn as certain. Source: METRICS §6.5. */
export const CERTAIN = 0.95;

/**
 * Places configurations on axes and says which no other one beats, and how surely: `pareto` of METRICS §6.5. Every mean is over the samples that
 * all placed configurations answered and that have a value on every axis, so all of them are measured on the same questions.
 * @param axes one to four.
 */
export function compareOnAxes(
  columns: readonly ParetoColumn[],
  axes: readonly ParetoAxisId[],
  settings: IntervalSettings,
): AxesComparison {
  const missing = columns.flatMap((column) => {
    const reason = axes.map((axis) => column.reasons[axis]).find((text) => text !== undefined);
    return reason === undefined ? [] : [{ label: column.label, reason }];
  });
  const placed = columns.filter((column) => axes.every((axis) => column.reasons[axis] === undefined));
  const rows = toCommonRows(placed, axes);
  const base = { axes, missing, n: rows.length, clusters: new Set(rows.map(({ clusterId }) => clusterId)).size };
  if (placed.length < 2)
    return { ...base, points: [], reason: 'fewer than 2 configurations have values on these axes' };
  if (rows.length === 0)
    return { ...base, points: [], reason: 'no sample has values of all configurations on these axes' };
  const directions = axes.map((axis) => toParetoAxis(axis).direction);
  const uncertainty = paretoUncertainty(rows, directions, settings);
  const means = placed.map((column, index) => ({
    column,
    results: axes.map((_, axis) => toMean(rows, index, axis, settings)),
  }));
  const points = means.map(({ column, results }) => ({
    id: column.id,
    values: results.map(({ value }) => value ?? Number.NaN),
  }));
  const frontier = new Set(toFrontier(points, directions).map(({ id }) => id));
  return {
    ...base,
    reason: uncertainty.reason,
    points: means.map(({ column, results }, index) => ({
      id: column.id,
      label: column.label,
      values: results.map(({ value }) => value ?? Number.NaN),
      intervals: results.map(({ interval }) => interval),
      isOnFrontier: frontier.has(column.id),
      probability: uncertainty.reason === null ? (uncertainty.onFrontier[index] ?? null) : null,
      dominatedBy:
        uncertainty.reason === null
          ? placed.flatMap(({ label }, other) =>
              (uncertainty.dominates[other]?.[index] ?? 0) >= CERTAIN ? [label] : [],
            )
          : [],
    })),
  };
}

interface CommonRow {
  readonly key: string;
  readonly clusterId: string;
  /** `values[configuration][axis]` */
  readonly values: readonly (readonly number[])[];
}

/** Samples with a value of every configuration on every axis, in the order of the first configuration. */
function toCommonRows(columns: readonly ParetoColumn[], axes: readonly ParetoAxisId[]): readonly CommonRow[] {
  const [first, ...others] = columns.map(({ cells }) => new Map(cells.map((cell) => [cell.key, cell])));
  if (first === undefined) return [];
  return [...first.values()].flatMap((cell) => {
    const cells = [cell, ...others.map((byKey) => byKey.get(cell.key))];
    const values = cells.map((member) => toValues(member, axes));
    const known = values.filter((entry) => entry !== null);
    return known.length === columns.length ? [{ key: cell.key, clusterId: cell.clusterId, values: known }] : [];
  });
}

function toValues(cell: ParetoCell | undefined, axes: readonly ParetoAxisId[]): readonly number[] | null {
  const values = axes.flatMap((axis) => cell?.values[axis] ?? []);
  return values.length === axes.length ? values : null;
}

function toMean(
  rows: readonly CommonRow[],
  configuration: number,
  axis: number,
  settings: IntervalSettings,
): ReturnType<typeof meanResult> {
  const values = rows.map(({ key, clusterId, values: all }) => ({
    sampleId: key,
    clusterId,
    value: all[configuration]?.[axis] ?? Number.NaN,
  }));
  const first = values[0]?.value;
  const result = meanResult(values, { range: null, emptyReason: 'no common samples', interval: 't' }, settings);
  // What is the same for every sample, as the bytes of a model, is no mean of draws.
  return values.every(({ value }) => value === first) ? { ...result, interval: null } : result;
}
