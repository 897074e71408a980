import { quantileType7 } from '../stats/quantile-type7.ts';
import type { LineChart } from './chart-spec.ts';
import { NO_VALUE, toNumberText, toPercentText } from './number-text.ts';

/** Quantiles of the table. */
const TABLE_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;
/** Steps that are drawn; more do not show. */
const DRAWN = 200;

/** Times of the samples, ms, ascending: each sample once, with the median of its epochs. */
export interface LatencySamples {
  readonly wholeMs: readonly number[];
  readonly firstTokenMs: readonly number[];
}

/**
 * How answers' times are spread: the share of samples answered within a time. The band is that of Dvoretzky, Kiefer and Wolfowitz with Massart's
 * constant: √(ln(2/α) / 2n) above and below the whole curve at once, samples taken as independent.
 * @param level of the band, e.g. 0.95.
 */
export function toLatencyCurve({ wholeMs, firstTokenMs }: LatencySamples, level: number): LineChart {
  const n = wholeMs.length;
  const slowest = Math.max(wholeMs.at(-1) ?? 0, firstTokenMs.at(-1) ?? 0);
  const half = n === 0 ? 0 : Math.sqrt(Math.log(2 / (1 - level)) / (2 * n));
  const whole = toSteps(wholeMs);
  return {
    type: 'line',
    title: 'How long answers take',
    description:
      'Share of samples whose answer was there within a time. The steeper the line, the more alike the times; a long flat end at the top is a slow tail, which a mean would hide. Where the line crosses 0.5 is the median.',
    xLabel: 'Milliseconds',
    yLabel: 'Share of samples',
    xFormat: 'ms',
    xDomain: [0, slowest > 0 ? slowest * 1.03 : 1],
    yDomain: [0, 1],
    series: [
      { label: 'whole answer', points: whole },
      { label: 'first token', points: toSteps(firstTokenMs) },
    ],
    band:
      n === 0
        ? null
        : {
            label: `${toPercentText(level)} band of the whole line`,
            points: whole.map(([x, y]) => [x, Math.max(0, y - half), Math.min(1, y + half)] as const),
          },
    reference: null,
    table: {
      columns: ['Share of samples', 'Whole answer, ms', 'First token, ms'],
      rows: TABLE_QUANTILES.map((q) => [
        toPercentText(q),
        ...[wholeMs, firstTokenMs].map((times) =>
          times.length === 0 ? NO_VALUE : toNumberText(quantileType7(times, q), 'ms'),
        ),
      ]),
    },
  };
}

/** The steps of an empirical distribution, from 0: at each time a riser to the share of samples up to it. */
function toSteps(sorted: readonly number[]): readonly (readonly [x: number, y: number])[] {
  const n = sorted.length;
  if (n === 0) return [];
  const count = Math.min(n, DRAWN);
  const ranks = Array.from({ length: count }, (_, index) => Math.round(((index + 1) * n) / count));
  let before = 0;
  return ranks.flatMap((rank) => {
    const time = sorted[rank - 1] ?? 0;
    const steps = [
      [time, before],
      [time, rank / n],
    ] as const;
    before = rank / n;
    return steps;
  });
}
