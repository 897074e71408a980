import { createRng } from '#core/rng/rng.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { Observation } from '#core/stats/observation.ts';

/**
 * Success rates of samples as small models show them: many never or always right, the rest between. Each entry is as likely as the others,
 * and the samples of each simulated task are drawn from them.
 */
export const RATES: readonly number[] = [0, 0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1, 1, 1];

/** Draws of one simulation; the same each time for the same name. */
export interface Simulator {
  readonly drawIndex: (size: number) => number;
  readonly drawUnit: () => number;
  readonly drawRates: (samples: number) => readonly number[];
  /** Trials of samples with these rates; wrong answers are one of two. */
  readonly drawTrials: (rates: readonly number[], epochs: number) => readonly Observation[];
  readonly settings: IntervalSettings;
}

/** @param name seeds the draws. */
export function createSimulator(name: string, resamples: number): Simulator {
  const rng = createRng(`statistics-bench-${name}`);
  const drawIndex = (size: number): number => rng.int(0, size - 1);
  const drawUnit = (): number => rng.int(0, 999_999) / 1_000_000;
  return {
    drawIndex,
    drawUnit,
    drawRates: (samples) => Array.from({ length: samples }, () => RATES[drawIndex(RATES.length)] ?? 0),
    drawTrials: (rates, epochs) =>
      rates.flatMap((rate, index) =>
        Array.from({ length: epochs }, (_, epoch): Observation => {
          const success = drawUnit() < rate ? 1 : 0;
          const sampleId = String(index).padStart(4, '0');
          const answer = success === 1 ? 'right' : `wrong-${drawIndex(2)}`;
          return {
            sampleId,
            clusterId: sampleId,
            conditionId: 'any',
            epoch: epoch + 1,
            value: success,
            success,
            answer,
          };
        }),
      ),
    settings: { level: 0.95, resamples, drawIndex },
  };
}

/** Mean over the rates of what a sample of that rate has in truth. */
export function overRates(toValue: (rate: number) => number): number {
  return toMean(RATES.map(toValue));
}

/** Arithmetic mean. */
export function toMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
