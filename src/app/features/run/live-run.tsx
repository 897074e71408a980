import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PrecisionPanel } from '#app/ui/precision-panel.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import type { RunController, RunState } from '#harness/run-state.ts';
import type { JSX } from 'react';
import { LiveProgress } from './live-progress.tsx';
import { LiveText } from './live-text.tsx';
import { LoadProgressList } from './load-progress-list.tsx';
import { isActive, phaseText } from './phase-text.ts';
import { RecentTrials } from './recent-trials.tsx';
import { RunControls } from './run-controls.tsx';
import styles from './run-page.module.css';
import { RunEstimates } from './run-estimates.tsx';
import { SessionProofs } from './session-proofs.tsx';
import { VerdictLink, type ReplicatesSearch } from './verdict-link.tsx';
import { useRunState } from './use-run-state.ts';

export interface LiveRunProps {
  readonly controller: RunController;
  readonly replicated: ReplicatesSearch;
  readonly onContinue: (controller: RunController) => void;
}

/** The live page: progress, running estimates, text as it comes, trials as they land. */
export function LiveRun({ controller, replicated, onContinue }: LiveRunProps): JSX.Element {
  const state = useRunState(controller);
  return (
    <>
      <PageHead
        title={state.config.name}
        lead={phaseText[state.phase]}
        actions={
          <>
            {state.phase === 'completed' ? <VerdictLink runId={state.runId} replicated={replicated} /> : null}
            <RunControls controller={controller} state={state} onContinue={onContinue} />
          </>
        }
      />
      <p role="status" className="visually-hidden">
        {toAnnouncement(state)}
      </p>
      <div className={styles['stack']}>
        {state.failure === null ? null : <FailureNotice failure={state.failure} />}
        <LiveProgress state={state} />
        {state.phase === 'loading' ? <LoadProgressList progress={state.loadProgress} /> : null}
        {state.precision === null ? null : <PrecisionPanel record={state.precision} />}
        <RunEstimates state={state} />
        {isActive(state.phase) ? (
          <div className={styles['columns']}>
            <LiveText state={state} />
            <RecentTrials state={state} />
          </div>
        ) : (
          <RecentTrials state={state} />
        )}
        <SessionProofs proofs={state.proofs} config={state.config} />
      </div>
    </>
  );
}

/** Changes with the phase and at every tenth of the way, so that it is read out rarely. */
function toAnnouncement(state: RunState): string {
  const { trialCount } = state.plan;
  const tenths = trialCount === 0 ? 0 : Math.floor(((state.completedTrials + state.failedTrials) / trialCount) * 10);
  return `${phaseText[state.phase]}. ${tenths * 10} percent done.`;
}
