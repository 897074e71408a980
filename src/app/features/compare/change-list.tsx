import { Empty } from '#app/ui/empty.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import { toNumberText } from '#core/charts/number-text.ts';
import type { RunComparison } from '#core/model/run-comparison.ts';
import { toShift } from '#core/replication/outcome-changes.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './compare-page.module.css';

export interface ChangeListProps {
  readonly entry: RunComparison['changes'][number];
  readonly runA: string;
  readonly runB: string;
}

/** Prompts whose success rate changed, each a click from its transcripts in either run. */
export function ChangeList({ entry, runA, runB }: ChangeListProps): JSX.Element {
  const { modelA, scorer, prompts } = entry;
  return (
    <Panel
      title={`Prompts that changed: ${modelA}, ${scorer}`}
      lead="Largest change first, at most 100. Some change by chance alone whenever anything is drawn."
    >
      {prompts.length === 0 ? (
        <Empty>No prompt changes its success rate.</Empty>
      ) : (
        <div className={styles['frame']} role="region" aria-label="Prompts that changed" tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Sample</th>
                <th scope="col">Condition</th>
                <th scope="col">Right in A</th>
                <th scope="col">Right in B</th>
                <th scope="col">B minus A</th>
              </tr>
            </thead>
            <tbody>
              {prompts.map((prompt) => {
                const { sampleId, conditionId, a, b } = prompt;
                const search = { sample: sampleId, condition: conditionId };
                return (
                  <tr key={`${sampleId}\u0000${conditionId}`}>
                    <th scope="row">{sampleId}</th>
                    <td>{toConditionText(conditionId)}</td>
                    <td>
                      <Link to="/transcripts/$runId" params={{ runId: runA }} search={search}>
                        {a.passed} of {a.trials}
                      </Link>
                    </td>
                    <td>
                      <Link to="/transcripts/$runId" params={{ runId: runB }} search={search}>
                        {b.passed} of {b.trials}
                      </Link>
                    </td>
                    <td>{toNumberText(toShift(prompt), 'signed')}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
