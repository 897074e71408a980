import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import { mulberry32 } from './mulberry32.ts';

/** 95 %, 200 resamples, draws of mulberry32(42) from its start; `changes` replaces fields. */
export function createIntervalSettings(changes: Partial<IntervalSettings> = {}): IntervalSettings {
  const uniform = mulberry32(42);
  return { level: 0.95, resamples: 200, drawIndex: (size) => Math.floor(uniform() * size), ...changes };
}
