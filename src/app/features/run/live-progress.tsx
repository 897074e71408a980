import { Progress } from '#app/ui/progress.tsx';
import { NO_VALUE, toCountText, toDurationText, toPercentText } from '#core/charts/number-text.ts';
import type { RunState } from '#harness/run-state.ts';
import type { JSX } from 'react';
import { isActive } from './phase-text.ts';
import styles from './run-page.module.css';

/** How far the run is, how fast, how long. */
export function LiveProgress({ state }: { readonly state: RunState }): JSX.Element {
  const { completedTrials, failedTrials, plan } = state;
  const done = completedTrials + failedTrials;
  const share = plan.trialCount === 0 ? 0 : done / plan.trialCount;
  const isWaiting = done === 0 && (state.phase === 'preparing' || state.phase === 'checking');
  return (
    <section aria-label="Progress" className={styles['progress']}>
      <p className={styles['count']}>
        <strong>{toCountText(done)}</strong> of {toCountText(plan.trialCount)} trials
        <span className={styles['percent']}>{toPercentText(share)}</span>
      </p>
      <Progress
        label="Trials"
        value={isWaiting ? null : share}
        valueText={`${toCountText(done)} of ${toCountText(plan.trialCount)} trials`}
      />
      <dl className={styles['figures']}>
        {toFigures(state).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function toFigures(state: RunState): readonly { readonly label: string; readonly value: string }[] {
  return [
    {
      label: 'Time left',
      value: state.etaMs === null || !isActive(state.phase) ? NO_VALUE : toDurationText(state.etaMs),
    },
    { label: 'Elapsed', value: toDurationText(state.elapsedMs) },
    { label: 'Output tokens/s', value: state.tokensPerSecond === null ? NO_VALUE : toCountText(state.tokensPerSecond) },
    { label: 'Failed trials', value: toCountText(state.failedTrials) },
    { label: 'Repeated attempts', value: toCountText(state.retriedAttempts) },
  ];
}
