import type { RunRows } from './run-rows.ts';

/** GPUs whose numbers are not those of the processor, or that nobody could check. */
export function warnOfCanaries({ canaries = [] }: Pick<RunRows, 'canaries'>): readonly string[] {
  return canaries.flatMap(({ model, conditionId, canary }) => {
    const place = conditionId === null ? model : `${model}, ${conditionId}`;
    if (canary.verdict === 'passed') return [];
    if (canary.verdict === 'unchecked')
      return [
        `${place}: the numbers of the GPU were not checked, because the processor could not compute them: ${canary.reason ?? 'no reason is known'}`,
      ];
    const { top1, maxLogitDelta, threshold } = canary;
    const agreement = top1 === null ? 'no place was clear' : `${(100 * top1).toFixed(1)} % of clear places agree`;
    const delta = maxLogitDelta === null ? 'not a number' : maxLogitDelta.toPrecision(2);
    return [
      `${place}: numerically suspect. The GPU does not compute what the processor computes: ${agreement} on the likeliest token (at least ${100 * threshold.minTop1} % are asked for), largest |Δlogit| ${delta} (at most ${threshold.maxLogitDelta}). Do not use these results.`,
    ];
  });
}
