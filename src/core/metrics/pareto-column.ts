import { estimateEnergy, type PowerEntry } from './energy-estimate.ts';
import type { ParetoAxisId } from './pareto-axis.ts';

/** One sample as one configuration answered it; null = it has no value on the axis. */
export interface ParetoCell {
  /** What the sample is matched by: samples of equal keys were asked the same. */
  readonly key: string;
  readonly clusterId: string;
  readonly values: Readonly<Partial<Record<ParetoAxisId, number | null>>>;
}

/** A configuration, sample by sample. */
export interface ParetoColumn {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly ParetoCell[];
  /** Axes on which it has no value at all, with the reason. */
  readonly reasons: Readonly<Partial<Record<ParetoAxisId, string>>>;
}

/** What a person entered to turn time into energy and money; nothing of it is measured, null = not entered. */
export interface CostAssumptions {
  readonly power: PowerEntry | null;
  /** Price of a kilowatt-hour, ≥ 0. */
  readonly pricePerKilowattHour: number | null;
}

const JOULES_PER_KILOWATT_HOUR = 3.6e6;
const TRIALS_OF_MONEY = 1000;

/** The column with energy and money at the best guess of the watts. Source: METRICS §6.4. */
export function withAssumptions(column: ParetoColumn, { power, pricePerKilowattHour }: CostAssumptions): ParetoColumn {
  const joules = estimateEnergy(power, 1, 0)?.joules.best ?? null;
  const energyReason =
    power === null ? 'no watts were entered' : 'the watts must rise from idle over low and best to high';
  const toValue = (seconds: number | null | undefined, factor: number | null): number | null =>
    seconds == null || joules === null || factor === null ? null : seconds * joules * factor;
  const moneyFactor =
    pricePerKilowattHour === null ? null : (pricePerKilowattHour / JOULES_PER_KILOWATT_HOUR) * TRIALS_OF_MONEY;
  return {
    ...column,
    cells: column.cells.map((cell) => ({
      ...cell,
      values: {
        ...cell.values,
        energy: toValue(cell.values.seconds, 1),
        money: toValue(cell.values.seconds, moneyFactor),
      },
    })),
    reasons: {
      ...column.reasons,
      ...(joules === null ? { energy: energyReason, money: energyReason } : {}),
      ...(joules !== null && moneyFactor === null ? { money: 'no price of a kilowatt-hour was entered' } : {}),
    },
  };
}
