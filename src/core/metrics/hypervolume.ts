import type { ParetoPoint } from './pareto-frontier.ts';
import { toFrontier } from './pareto-frontier.ts';

/** A configuration with a cost, lower is better, and a quality, higher is better. */
export interface CostQuality {
  readonly id: string;
  readonly cost: number;
  readonly quality: number;
}

/** The corner from which the hypervolume is measured: fixed in the protocol, or values cannot be compared. */
export interface ReferencePoint {
  readonly cost: number;
  readonly quality: number;
}

/** Points that no other one dominates, cheapest first; exact duplicates all stay. */
export function toCostFrontier(points: readonly CostQuality[]): readonly CostQuality[] {
  const byId = new Map<ParetoPoint, CostQuality>(
    points.map((point) => [{ id: point.id, values: [point.cost, point.quality] }, point]),
  );
  return toFrontier([...byId.keys()], ['low', 'high'])
    .flatMap((point) => byId.get(point) ?? [])
    .toSorted((a, b) => a.cost - b.cost);
}

/**
 * `hypervolume`: area between the reference point and the frontier of cost and quality, in units of cost × quality, ≥ 0; higher is
 * better. Points that are not better than the reference on both axes add nothing. Null with fewer than two configurations.
 * Source: Zitzler & Thiele 1999; METRICS §6.5.
 */
export function hypervolume(points: readonly CostQuality[], reference: ReferencePoint): number | null {
  if (points.length < 2) return null;
  const inside = points.filter(({ cost, quality }) => cost < reference.cost && quality > reference.quality);
  const frontier = toCostFrontier(inside);
  return frontier.reduce((area, { cost, quality }, index) => {
    const next = frontier[index + 1]?.cost ?? reference.cost;
    return area + (next - cost) * (quality - reference.quality);
  }, 0);
}

/**
 * The part of the frontier that mixing configurations at random cannot beat: its upper concave hull, cheapest first. Meaningful only
 * for axes that average under mixing, such as expected cost and accuracy; never for pass^k or a worst case. Source: METRICS §6.5.
 */
export function toUpperHull(points: readonly CostQuality[]): readonly CostQuality[] {
  // On a frontier points of equal cost are duplicates; they stay or go together.
  const places = [...Map.groupBy(toCostFrontier(points), ({ cost }) => cost).values()];
  const hull: (readonly CostQuality[])[] = [];
  for (const place of places) {
    while (isBelowLine(hull.at(-2)?.[0], hull.at(-1)?.[0], place[0])) hull.pop();
    hull.push(place);
  }
  return hull.flat();
}

/** True when `middle` lies below the line from `start` to `end`, so that a mixture of the two beats it. */
function isBelowLine(
  start: CostQuality | undefined,
  middle: CostQuality | undefined,
  end: CostQuality | undefined,
): boolean {
  if (start === undefined || middle === undefined || end === undefined) return false;
  const run = end.cost - start.cost;
  return (middle.quality - start.quality) * run < (end.quality - start.quality) * (middle.cost - start.cost);
}
