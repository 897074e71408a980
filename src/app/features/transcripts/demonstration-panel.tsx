import { Panel } from '#app/ui/panel.tsx';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { FewShot, NamedDemonstration } from '#core/model/few-shot.ts';
import { ORIGINAL, type RunPlan } from '#core/model/trial.ts';
import type { JSX } from 'react';
import styles from './trial-detail.module.css';

export interface DemonstrationPanelProps {
  readonly plan: RunPlan;
  readonly fewShot: FewShot | null;
  readonly trial: Pick<TranscriptRow, 'sampleId' | 'conditionId'>;
}

const drawText: Readonly<Record<FewShot['draw'], string>> = {
  first: 'the first of the pool that may be shown',
  same: 'one random draw for all samples, without those that would give the answer away',
  'per-sample': 'drawn for this sample alone',
};

/** The demonstrations that stood before the question, in their order; nothing for a task without. */
export function DemonstrationPanel({ plan, fewShot, trial }: DemonstrationPanelProps): JSX.Element | null {
  const find = (conditionId: string): readonly NamedDemonstration[] =>
    plan.conditionSamples.find((entry) => entry.conditionId === conditionId && entry.sample.sampleId === trial.sampleId)
      ?.demonstrations?.shown ?? [];
  const shown = find(trial.conditionId);
  if (fewShot === null || shown.length === 0) return null;
  const toIds = (of: typeof shown): string => of.map(({ demonstrationId }) => demonstrationId).join(', ');
  const original = toIds(find(ORIGINAL));
  const isOriginal = original === toIds(shown);
  return (
    <Panel
      title="Demonstrations"
      lead={
        isOriginal
          ? `${shown.length} before the question: ${drawText[fewShot.draw]}.`
          : `${shown.length} before the question. The original prompt shows ${original}.`
      }
    >
      <ol className={styles['demonstrations']}>
        {shown.map(({ demonstrationId, input, target }) => (
          <li key={demonstrationId}>
            <details>
              <summary>{demonstrationId}</summary>
              <pre className={styles['text']}>{input}</pre>
              <p className={styles['meta']}>
                Answer: <code>{target}</code>
              </p>
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
