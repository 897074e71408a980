import { Panel } from '#app/ui/panel.tsx';
import { Reading } from '#app/ui/reading.tsx';
import type { RunState } from '#harness/run-state.ts';
import type { JSX } from 'react';
import styles from './run-page.module.css';

/** Estimates over what has landed of the original condition. */
export function RunEstimates({ state }: { readonly state: RunState }): JSX.Element | null {
  // Texts have no scores, over which something could be estimated as they land.
  if (state.config.scorers.length === 0) return null;
  return (
    <Panel
      title="Running estimates"
      lead={
        state.phase === 'completed'
          ? 'Original condition only. The report has every estimate, with the configured number of resamples.'
          : 'Original condition only, over the samples that have landed; preliminary until the run is complete.'
      }
    >
      <dl className={styles['readings']}>
        {state.estimates.map((estimate) => (
          <Reading key={estimate.label} label={estimate.label} estimate={estimate} format="proportion" />
        ))}
      </dl>
      {state.estimates.length === 0 ? <p>No trial has landed yet.</p> : null}
    </Panel>
  );
}
