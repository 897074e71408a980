import type { AssumedRange } from './energy-estimate.ts';
import { mapRange } from './energy-estimate.ts';

/** What a person entered about the price of running a device; one currency throughout. */
export interface DevicePrices {
  /** Per kilowatt-hour, ≥ 0. */
  readonly perKilowattHour: number;
  /** Price of the device spread over its hours of use, per hour; 0 leaves it out. */
  readonly devicePerHour: number;
}

/** A price list of a hosted model as a person entered it; prices change, so it has a date. */
export interface TokenPrices {
  readonly perMillionPromptTokens: number;
  readonly perMillionOutputTokens: number;
  /** Day on which the list held, `YYYY-MM-DD`. */
  readonly asOf: string;
}

const WATT_HOURS_PER_KILOWATT_HOUR = 1000;
const SECONDS_PER_HOUR = 3600;

/**
 * Money for an energy: kilowatt-hours times tariff, plus the device's share for the time. As uncertain as the watts it came from.
 * Source: METRICS §6.4.
 */
export function estimateDeviceMoney(wattHours: AssumedRange, seconds: number, prices: DevicePrices): AssumedRange {
  const device = (prices.devicePerHour * seconds) / SECONDS_PER_HOUR;
  return mapRange(wattHours, (value) => (value * prices.perKilowattHour) / WATT_HOURS_PER_KILOWATT_HOUR + device);
}

/** What the same tokens would cost at a price list; another tokenizer would count others. Source: METRICS §6.4. */
export function toPriceListMoney(promptTokens: number, outputTokens: number, prices: TokenPrices): number {
  return (promptTokens * prices.perMillionPromptTokens + outputTokens * prices.perMillionOutputTokens) / 1e6;
}
