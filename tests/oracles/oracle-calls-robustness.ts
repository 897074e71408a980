import { bonettPriceInterval, bonettPricePValue } from '#core/stats/bonett-price-interval.ts';
import { betaCdf, chiSquareTail, normalTwoSidedTail, tTwoSidedTail } from '#core/stats/distributions.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import { logRatioInterval } from '#core/stats/log-ratio-interval.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import * as z from 'zod';

/** What an oracle compares: a value, or several in order. */
type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const numbers = z.array(number);

/** Functions of METRICS §0.4, §3, §8 and §9 by the name that `cases.json` uses. */
export const robustnessCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  betaCdf: (args) => betaCdf(...z.tuple([number, number, number]).parse(args)),
  chiSquareTail: (args) => chiSquareTail(...z.tuple([number, number]).parse(args)),
  normalTwoSidedTail: (args) => normalTwoSidedTail(...z.tuple([number]).parse(args)),
  tTwoSidedTail: (args) => tTwoSidedTail(...z.tuple([number, number]).parse(args)),
  bonettPriceInterval: (args) => {
    const [firstOnly, secondOnly, n, level] = z.tuple([number, number, number, number]).parse(args);
    return toBounds(bonettPriceInterval({ firstOnly, secondOnly, n }, level));
  },
  bonettPricePValue: (args) => {
    const [firstOnly, secondOnly, n] = z.tuple([number, number, number]).parse(args);
    return bonettPricePValue({ firstOnly, secondOnly, n });
  },
  logRatioInterval: (args) => {
    const [numerators, denominators, level] = z.tuple([numbers, numbers, number]).parse(args);
    const parts = numerators.map((numerator, index) => ({ numerator, denominator: denominators[index] ?? 0 }));
    return toBounds(logRatioInterval(parts, level));
  },
  holmAdjust: (args) => holmAdjust(...z.tuple([numbers]).parse(args)),
};

function toBounds(result: IntervalResult): OracleValue {
  return [result.interval?.lower ?? null, result.interval?.upper ?? null];
}
