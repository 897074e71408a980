import type { Interval } from '#core/model/report.ts';
import { expect } from 'vitest';

/** Checks method and bounds to an absolute 1e-6, the tolerance of METRICS' printed oracles. */
export function expectInterval(interval: Interval | null, method: string, lower: number, upper: number): void {
  expect(interval?.method).toBe(method);
  expect(Math.abs((interval?.lower ?? Number.NaN) - lower)).toBeLessThanOrEqual(1e-6);
  expect(Math.abs((interval?.upper ?? Number.NaN) - upper)).toBeLessThanOrEqual(1e-6);
}
