import type { ScatterChart, ScatterPoint } from './chart-spec.ts';

type Ends = readonly [low: number, high: number];

const ROOM = 0.12;

/** Scales that hold every point with its intervals and some room for names; never below 0, for nothing drawn this way can be. */
export function toScatterDomains({ points }: ScatterChart): { readonly x: Ends; readonly y: Ends } {
  const toEnds = (toValues: (point: ScatterPoint) => readonly (number | null)[]): Ends => {
    const values = points.flatMap(toValues).filter((value) => value !== null);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const span = high > low ? high - low : Math.max(Math.abs(high), 1e-9);
    return [Math.max(0, low - ROOM * span), high + ROOM * span];
  };
  return {
    x: toEnds(({ x, xLower, xUpper }) => [x, xLower, xUpper]),
    y: toEnds(({ y, yLower, yUpper }) => [y, yLower, yUpper]),
  };
}
