import { ButtonLink } from '#app/ui/button-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { DownloadBundle } from '#app/ui/download-bundle.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import type { RunController, RunState } from '#harness/run-state.ts';
import type { JSX } from 'react';
import { isActive } from './phase-text.ts';
import { useContinue } from './use-continue.ts';

export interface RunControlsProps {
  readonly controller: RunController;
  readonly state: RunState;
  readonly onContinue: (controller: RunController) => void;
}

/** Pause, resume, cancel while there is something to run; continue, report and bundle afterwards. */
export function RunControls({ controller, state, onContinue }: RunControlsProps): JSX.Element {
  const { phase, runId } = state;
  const { action, resume } = useContinue(runId, onContinue);
  const hasResults = !isActive(phase) && state.completedTrials > 0;
  return (
    <>
      {phase === 'paused' ? (
        <Button
          variant="primary"
          onPress={() => {
            controller.resume();
          }}
        >
          Resume
        </Button>
      ) : null}
      {isActive(phase) ? (
        <Button
          isDisabled={phase !== 'running'}
          onPress={() => {
            controller.pause();
          }}
        >
          Pause
        </Button>
      ) : null}
      {isActive(phase) || phase === 'paused' ? (
        <Button variant="danger" onPress={() => void controller.cancel()}>
          Cancel
        </Button>
      ) : null}
      {phase === 'cancelled' || phase === 'stopped' ? (
        <Button variant="primary" isDisabled={action.isBusy} onPress={resume}>
          Continue
        </Button>
      ) : null}
      {hasResults ? (
        <>
          <ButtonLink variant={phase === 'completed' ? 'primary' : 'secondary'} to="/report/$runId" params={{ runId }}>
            Report
          </ButtonLink>
          <DownloadBundle runId={runId} />
        </>
      ) : null}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </>
  );
}
