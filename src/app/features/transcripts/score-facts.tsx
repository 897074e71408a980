import { Facts } from '#app/ui/facts.tsx';
import type { ScoreRow } from '#core/bundle/rows.ts';
import { toNumberText } from '#core/charts/number-text.ts';
import type { JSX } from 'react';
import styles from './trial-detail.module.css';

export interface ScoreFactsProps {
  readonly score: ScoreRow;
  readonly target: readonly string[];
}

/** The score and why it is so. */
export function ScoreFacts({ score, target }: ScoreFactsProps): JSX.Element {
  return (
    <div className={styles['score']}>
      <Facts
        facts={[
          {
            label: `Score (${score.scorer})`,
            value: `${toNumberText(score.value, 'proportion')}, ${score.success === 1 ? 'pass' : 'fail'}`,
          },
          { label: 'Why', value: score.why },
          { label: 'Answer', value: score.answer === null ? 'none found' : <code>{score.answer}</code> },
          { label: target.length === 1 ? 'Target' : 'Targets', value: <code>{target.join(' | ')}</code> },
        ]}
      />
    </div>
  );
}
