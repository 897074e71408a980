import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { RunSummary } from '#harness/ports.ts';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState, type JSX } from 'react';

const DiscardDialog = lazy(async () => ({ default: (await import('./discard-dialog.tsx')).DiscardDialog }));

/** Runs that a closed tab or a crash left unfinished, each to be continued or discarded. */
export function InterruptedRuns({ runs }: { readonly runs: readonly RunSummary[] }): JSX.Element | null {
  if (runs.length === 0) return null;
  return (
    <div>
      {runs.map((run) => (
        <InterruptedRun key={run.runId} run={run} />
      ))}
    </div>
  );
}

function InterruptedRun({ run }: { readonly run: RunSummary }): JSX.Element {
  const { ports, runs } = useServices();
  const navigate = useNavigate();
  const router = useRouter();
  const action = useAction();
  const [isAsking, setIsAsking] = useState(false);
  const resume = async (): Promise<void> => {
    const continued = await action.perform(() => runs.continue(run.runId));
    if (continued.ok) await navigate({ to: '/run/$runId', params: { runId: run.runId } });
  };
  const discard = async (): Promise<void> => {
    setIsAsking(false);
    await action.perform(async () => {
      const deleted = await ports.transcripts.delete(run.runId);
      if (deleted.ok) await ports.runs.remove(run.runId);
      return deleted;
    });
    await router.invalidate();
  };
  if (action.failure !== null) {
    return <FailureNotice failure={action.failure} actions={<Button onPress={action.dismiss}>Dismiss</Button>} />;
  }
  return (
    <Notice
      tone="caution"
      title="A run was interrupted"
      actions={
        <>
          <Button variant="primary" isDisabled={action.isBusy} onPress={() => void resume()}>
            Continue
          </Button>
          <Button
            variant="danger"
            isDisabled={action.isBusy}
            onPress={() => {
              setIsAsking(true);
            }}
          >
            Discard
          </Button>
        </>
      }
    >
      <p>
        {run.name}, {toCountText(run.trialCount)} trials. What has landed is stored; continuing runs the rest and ends
        with the same transcripts as a run without interruption.
      </p>
      {isAsking ? (
        <Suspense>
          <DiscardDialog
            run={run}
            onClose={() => {
              setIsAsking(false);
            }}
            onDiscard={() => void discard()}
          />
        </Suspense>
      ) : null}
    </Notice>
  );
}
