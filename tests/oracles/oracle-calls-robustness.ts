import { accDrop } from '#core/stats/acc-drop.ts';
import { attackSuccessRate } from '#core/stats/attack-success-rate.ts';
import { bonettPriceInterval, bonettPricePValue } from '#core/stats/bonett-price-interval.ts';
import { dirPassRate } from '#core/stats/dir-pass-rate.ts';
import { betaCdf, chiSquareTail, normalTwoSidedTail, tTwoSidedTail } from '#core/stats/distributions.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { flipRate } from '#core/stats/flip-rate.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import { logRatioInterval } from '#core/stats/log-ratio-interval.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import { negativeFlipRate } from '#core/stats/negative-flip-rate.ts';
import { pdr, robustnessRatio } from '#core/stats/robustness-ratio.ts';
import { worstCaseAcc } from '#core/stats/worst-case-acc.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import * as z from 'zod';
import { PairTable, toPairs, toTable, TrialList } from './trial-tables.ts';

/** What an oracle compares: a value, or several in order. */
type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const numbers = z.array(number);
const comparedOn = z.enum(['outcome', 'answer']);
const settings = createIntervalSettings();

/** Functions of METRICS §0.4 and §3.1 to §3.5 by the name that `cases.json` uses. */
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
  flipRate: (args) => {
    const [table, of] = z.tuple([PairTable, comparedOn]).parse(args);
    return flipRate(toPairs(table), of, settings).value;
  },
  excessFlipSymmetric: (args) => {
    const [table, of] = z.tuple([PairTable, comparedOn]).parse(args);
    return excessFlipSymmetric(toPairs(table), of, settings).value;
  },
  negativeFlipRate: (args) => negativeFlipRate(toPairs(...z.tuple([PairTable]).parse(args)), settings).value,
  attackSuccessRate: (args) => attackSuccessRate(toPairs(...z.tuple([PairTable]).parse(args)), settings).value,
  robustnessRatio: (args) => robustnessRatio(toPairs(...z.tuple([PairTable]).parse(args)), settings).value,
  pdr: (args) => pdr(toPairs(...z.tuple([PairTable]).parse(args)), settings).value,
  worstCaseAcc: (args) => worstCaseAcc(toPairs(...z.tuple([PairTable]).parse(args)), settings).value,
  dirPassRate: (args) => {
    const [table] = z.tuple([z.array(z.tuple([TrialList, TrialList]))]).parse(args);
    const samples = table.flatMap(([before, after]) => {
      const [baseline] = toTable([before]);
      const [perturbed] = toTable([after]);
      const [passed = null] = toTable([after.filter(({ s }) => s === 1)]);
      return baseline === undefined || perturbed === undefined ? [] : [{ baseline, perturbed, passed }];
    });
    return dirPassRate(samples, settings).value;
  },
  accDropTest: (args) => {
    const { pValue, interval } = accDrop(toPairs(...z.tuple([PairTable]).parse(args)), settings);
    return [pValue, interval?.lower ?? null, interval?.upper ?? null];
  },
};

function toBounds(result: IntervalResult): OracleValue {
  return [result.interval?.lower ?? null, result.interval?.upper ?? null];
}
