/** A number that a person entered or that follows from such numbers: never measured, so never without its range. */
export interface AssumedRange {
  readonly low: number;
  readonly best: number;
  readonly high: number;
  /** Says in every table and export that nothing was measured. */
  readonly label: 'assumed';
}

/** What a person entered about power; nothing of it is shipped with the harness. Low ≤ best ≤ high. */
export interface PowerEntry {
  /** Power of the device at rest, watts ≥ 0. */
  readonly idleWatts: number;
  /** Power while the model runs, watts. */
  readonly activeWatts: { readonly low: number; readonly best: number; readonly high: number };
}

/** Energy and what follows from it. */
export interface EnergyEstimate {
  readonly joules: AssumedRange;
  readonly wattHours: AssumedRange;
  /** Null without output tokens. */
  readonly joulesPerThousandTokens: AssumedRange | null;
}

const JOULES_PER_WATT_HOUR = 3600;

/**
 * `energy_est`: energy above rest, (P_active − P_idle)·t, from watts that a person entered; lower is better. Assumes constant power while
 * the model runs. Null without watts, and where the lowest active power is below the idle power or the order of the three is wrong.
 * Source: METRICS §6.4.
 * @param seconds of compute, ≥ 0.  @param outputTokens made in that time.
 */
export function estimateEnergy(power: PowerEntry | null, seconds: number, outputTokens: number): EnergyEstimate | null {
  if (power === null) return null;
  const { idleWatts, activeWatts } = power;
  if (!(activeWatts.low >= idleWatts && activeWatts.best >= activeWatts.low && activeWatts.high >= activeWatts.best)) {
    return null;
  }
  const watts: AssumedRange = { ...activeWatts, label: 'assumed' };
  const joules = mapRange(watts, (value) => (value - idleWatts) * seconds);
  return {
    joules,
    wattHours: mapRange(joules, (value) => value / JOULES_PER_WATT_HOUR),
    joulesPerThousandTokens: outputTokens > 0 ? mapRange(joules, (value) => (1000 * value) / outputTokens) : null,
  };
}

/** Applies a function that rises with its argument to every number of a range. */
export function mapRange(range: AssumedRange, toValue: (value: number) => number): AssumedRange {
  return { low: toValue(range.low), best: toValue(range.best), high: toValue(range.high), label: 'assumed' };
}
