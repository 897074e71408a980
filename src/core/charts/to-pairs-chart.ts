import type { ConfigurationPair } from '../model/configurations-comparison.ts';
import type { IntervalChart } from './chart-spec.ts';
import { NO_VALUE, toCountText, toNumberText, toPValueText } from './number-text.ts';

/** Each configuration's difference to the baseline; those that are not compared say why. */
export function toPairsChart(pairs: readonly ConfigurationPair[], baseline: string): IntervalChart {
  return {
    type: 'interval',
    title: `Difference to ${baseline}`,
    description:
      'Mean score minus that of the baseline over the prompts that both answered; right of 0 is better than the baseline. An interval that holds 0 does not say that the two are equal: see the smallest difference that these prompts can show. p-values are adjusted for all comparisons (Holm).',
    axisLabel: 'Difference of accuracy',
    format: 'signed',
    domain: null,
    reference: 0,
    labelColumn: 'Configuration',
    extraColumns: ['p', 'p, adjusted (Holm)', 'Smallest detectable', 'Prompts gained', 'Prompts lost'],
    rows: pairs.map(({ label, refusal, difference, detectable, gained, lost, common }) => ({
      label,
      shape: 'disc',
      value: difference?.value ?? null,
      reason: refusal ?? difference?.reason ?? null,
      lower: difference?.interval?.lower ?? null,
      upper: difference?.interval?.upper ?? null,
      n: common,
      extra: [
        toPValueText(difference?.pValue ?? null),
        toPValueText(difference?.adjustedPValue ?? null),
        toNumberText(detectable, 'proportion'),
        refusal === null ? toCountText(gained) : NO_VALUE,
        refusal === null ? toCountText(lost) : NO_VALUE,
      ],
    })),
    legend: [],
  };
}
