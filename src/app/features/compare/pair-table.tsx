import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { toPairsChart } from '#core/charts/to-pairs-chart.ts';
import type { ConfigurationPair } from '#core/model/configurations-comparison.ts';
import { useMemo, type JSX } from 'react';
import styles from './compare-page.module.css';

export interface PairTableProps {
  readonly pairs: readonly ConfigurationPair[];
  readonly baseline: string;
}

/** All differences to the baseline, and what is refused. */
export function PairTable({ pairs, baseline }: PairTableProps): JSX.Element {
  const chart = useMemo(() => toPairsChart(pairs, baseline), [pairs, baseline]);
  const refused = pairs.filter(({ refusal }) => refusal !== null);
  return (
    <>
      {refused.length === 0 ? null : (
        <Notice tone="caution" title="Not comparable">
          <ul className={styles['reasons']}>
            {refused.map(({ id, label, refusal }) => (
              <li key={id}>
                {label}: {refusal}.
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {refused.length === pairs.length ? null : <ChartFigure chart={chart} />}
    </>
  );
}
