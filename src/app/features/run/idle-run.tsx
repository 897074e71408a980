import { ButtonLink } from '#app/ui/button-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Loading } from '#app/ui/loading.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import type { RunSummary } from '#harness/ports.ts';
import type { RunController } from '#harness/run-state.ts';
import type { JSX } from 'react';
import { VerdictLink, type ReplicatesSearch } from './verdict-link.tsx';
import { useContinue } from './use-continue.ts';

export interface IdleRunProps {
  readonly runId: string;
  readonly summary: RunSummary | null;
  readonly replicated: ReplicatesSearch;
  readonly onContinue: (controller: RunController) => void;
}

/** A run that is not going on in this tab: after a reload, or opened from the list. */
export function IdleRun({ runId, summary, replicated, onContinue }: IdleRunProps): JSX.Element {
  const { action, resume } = useContinue(runId, onContinue);
  const isFinished = summary?.status === 'completed' || summary?.status === 'imported';
  return (
    <>
      <PageHead
        title={summary?.name ?? 'Run'}
        lead={toLead(summary)}
        actions={
          <>
            {isFinished ? <VerdictLink runId={runId} replicated={replicated} /> : null}
            {isFinished ? null : (
              <Button variant="primary" isDisabled={action.isBusy} onPress={resume}>
                Continue
              </Button>
            )}
            <ButtonLink variant={isFinished ? 'primary' : 'secondary'} to="/report/$runId" params={{ runId }}>
              Report
            </ButtonLink>
          </>
        }
      />
      {action.isBusy ? <Loading label="Reading the journal…" /> : null}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </>
  );
}

function toLead(summary: RunSummary | null): string {
  if (summary === null)
    return 'This run is not in the list of runs. If its journal is still stored, it can be continued.';
  const counts = `what has landed of its ${toCountText(summary.trialCount)} trials is stored.`;
  switch (summary.status) {
    case 'unfinished':
      return `This run was interrupted: ${counts} Continuing runs the rest and ends with the same transcripts as a run without interruption.`;
    case 'cancelled':
      return `This run was cancelled: ${counts} It can be continued.`;
    case 'completed':
      return 'This run is complete.';
    case 'imported':
      return 'This run was opened from a bundle.';
    default:
      return summary.status satisfies never;
  }
}
