import type { Estimate } from '../model/report.ts';
import { toCountText } from './number-text.ts';

/** What the intervals beside the numbers are, and what n counts. */
export function toBasisText({ interval, n, clusters }: Estimate): string {
  const level =
    interval === null
      ? ''
      : `Intervals hold the true value in ${Number((100 * interval.level).toFixed(3))} % of such runs. `;
  const counted = `n counts samples`;
  if (clusters === n) return `${level}${counted}.`;
  return `${level}${counted}; these ${toCountText(n)} form ${toCountText(clusters)} clusters of samples that share a source, and it is clusters that the intervals rest on.`;
}
