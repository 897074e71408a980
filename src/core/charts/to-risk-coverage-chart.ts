import type { IntervalSettings } from '../stats/interval-settings.ts';
import { indexPairs, type ConfidencePair } from '../stats/predictability/confidence-table.ts';
import { toRiskBand } from '../stats/predictability/curve-band.ts';
import { toExpectedErrors } from '../stats/predictability/risk-coverage.ts';
import type { LineChart } from './chart-spec.ts';
import { NO_VALUE, toCountText, toNumberText, toPercentText } from './number-text.ts';

/** Points of a drawn line; more do not show. */
const DRAWN = 200;
/** Coverages of the table, in tenths. */
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
/** Places of the band. */
const BAND_SHARES: readonly number[] = Array.from({ length: 40 }, (_, index) => (index + 1) / 40);

/**
 * Risk–coverage curve: error rate among the most confident share of trials, beside that of a ranking that puts every success first.
 * Ties by their expected value. Source: El-Yaniv & Wiener 2010; METRICS §4.7.
 * @param settings of the band; null = none is drawn.
 */
export function toRiskCoverageChart(
  pairs: readonly ConfidencePair[],
  settings: IntervalSettings | null = null,
): LineChart {
  const index = indexPairs(pairs);
  const errors = toExpectedErrors(index.table);
  const band = settings === null || pairs.length === 0 ? [] : toRiskBand(index, BAND_SHARES, settings);
  const n = errors.length;
  const successes = n - (errors.at(-1) ?? 0);
  const toRisk = (accepted: number): number => (errors[accepted - 1] ?? 0) / accepted;
  const toBest = (accepted: number): number => Math.max(0, accepted - successes) / accepted;
  const drawn = toAcceptedCounts(n);
  return {
    type: 'line',
    title: 'Errors among the most confident',
    description:
      'Error rate among the most confident share of trials, from the surest trial at the left to all trials at the right. The lower the line, the better confidence tells failures; the dashed line puts every success first.',
    xFormat: 'proportion',
    xLabel: 'Share of trials accepted',
    yLabel: 'Error rate',
    xDomain: [0, 1],
    yDomain: [0, 1],
    series: [
      { label: 'model', points: drawn.map((accepted) => [accepted / n, toRisk(accepted)] as const) },
      { label: 'perfect ranking', points: drawn.map((accepted) => [accepted / n, toBest(accepted)] as const) },
    ],
    band:
      settings === null || band.length === 0
        ? null
        : { label: `${toPercentText(settings.level)} band, place by place`, points: band },
    reference: null,
    table: {
      columns: ['Share accepted', 'Error rate', 'With a perfect ranking', 'Trials'],
      rows: TENTHS.map((tenths) => {
        const accepted = Math.ceil((tenths * n) / 10);
        return [
          `${tenths * 10} %`,
          accepted === 0 ? NO_VALUE : toNumberText(toRisk(accepted), 'proportion'),
          accepted === 0 ? NO_VALUE : toNumberText(toBest(accepted), 'proportion'),
          toCountText(accepted),
        ];
      }),
    },
  };
}

/** Up to `DRAWN` numbers of accepted trials from 1 to n, evenly spread. */
function toAcceptedCounts(n: number): readonly number[] {
  const count = Math.min(n, DRAWN);
  return Array.from({ length: count }, (_, index) => Math.round(((index + 1) * n) / count));
}
