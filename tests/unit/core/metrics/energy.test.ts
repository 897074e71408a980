import { estimateEnergy } from '#core/metrics/energy-estimate.ts';
import { estimateDeviceMoney, toPriceListMoney } from '#core/metrics/money-estimate.ts';
import { expect, test } from 'vitest';

const POWER = { idleWatts: 12, activeWatts: { low: 25, best: 45, high: 60 } };

test('energy is the printed one, with the range of the watts, and says that it is assumed', () => {
  const estimate = estimateEnergy(POWER, 90, 1800);
  expect(estimate?.wattHours).toEqual({ low: 0.325, best: 0.825, high: 1.2, label: 'assumed' });
  expect(estimate?.joulesPerThousandTokens?.best).toBeCloseTo(1650, 9);
  expect(estimate?.joules.best).toBe(2970);
});

test('without watts, with watts out of order, and without tokens there is no energy', () => {
  expect(estimateEnergy(null, 90, 1800)).toBeNull();
  expect(estimateEnergy({ ...POWER, idleWatts: 30 }, 90, 1800)).toBeNull();
  expect(estimateEnergy({ idleWatts: 1, activeWatts: { low: 3, best: 2, high: 4 } }, 90, 1800)).toBeNull();
  expect(estimateEnergy(POWER, 90, 0)?.joulesPerThousandTokens).toBeNull();
});

test('money is the printed one, and a device’s share comes on top', () => {
  const wattHours = estimateEnergy(POWER, 90, 1800)?.wattHours;
  if (wattHours === undefined) throw new Error('fixture');
  expect(estimateDeviceMoney(wattHours, 90, { perKilowattHour: 0.2, devicePerHour: 0 }).best).toBeCloseTo(0.000165, 9);
  expect(estimateDeviceMoney(wattHours, 90, { perKilowattHour: 0, devicePerHour: 4 }).low).toBeCloseTo(0.1, 12);
});

test('a price list is per million tokens', () => {
  const prices = { perMillionPromptTokens: 0.5, perMillionOutputTokens: 2, asOf: '2026-11-20' };
  expect(toPriceListMoney(4_000_000, 500_000, prices)).toBe(3);
});
