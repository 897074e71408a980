import { Empty } from '#app/ui/empty.tsx';
import { OutcomeMark } from '#app/ui/outcome-mark.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import type { RecentTrial, RunState } from '#harness/run-state.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './run-page.module.css';

/** Trials as they land, newest first. */
export function RecentTrials({ state }: { readonly state: RunState }): JSX.Element {
  return (
    <Panel title="Landed trials">
      {state.recentTrials.length === 0 ? (
        <Empty>Trials appear here as they land.</Empty>
      ) : (
        <ul className={styles['recent']}>
          {state.recentTrials.slice(0, 8).map((trial) => (
            <li key={trial.trialKey}>
              <Link
                to="/transcripts/$runId"
                params={{ runId: state.runId }}
                search={{ trial: trial.trialKey }}
                className={styles['trial']}
              >
                <OutcomeMark outcome={state.config.scorers.length === 0 ? 'measured' : toOutcome(trial)} />
                <span className={styles['trialOutput']} dir="auto">
                  {trial.outputText === '' ? '(empty output)' : trial.outputText}
                </span>
                <span className={styles['trialMeta']}>
                  {trial.sampleId} · epoch {trial.epoch} · {toConditionText(trial.conditionId)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function toOutcome({ score }: RecentTrial): 'pass' | 'fail' | 'unparsable' | 'failed' {
  if (score === null) return 'failed';
  if (score.answer === null) return 'unparsable';
  return score.success === 1 ? 'pass' : 'fail';
}
