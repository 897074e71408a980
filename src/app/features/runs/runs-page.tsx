import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { useAction } from '#app/ui/use-action.ts';
import type { RunSummary } from '#harness/ports.ts';
import type { RunController } from '#harness/run-state.ts';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { RunItem } from './run-item.tsx';
import styles from './runs-page.module.css';

/** The runs kept in this browser, newest first. */
export function RunsPage({ runs }: { readonly runs: readonly RunSummary[] }): JSX.Element {
  const { runs: library } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const [doomed, setDoomed] = useState<RunSummary | null>(null);
  const resume = async (runId: string): Promise<void> => {
    const continued = await action.perform(() => library.continue(runId));
    if (continued.ok) await navigate({ to: '/run/$runId', params: { runId } });
  };
  return (
    <>
      <PageHead
        title="Runs"
        lead="Runs are kept in this browser until you delete them. Download a bundle to keep one elsewhere."
      />
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
      {runs.length === 0 ? (
        <Empty>
          No run is stored. <Link to="/evaluate">Evaluate a model</Link> to make one.
        </Empty>
      ) : (
        <ul className={styles['list']}>
          {runs
            .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
            .map((run) => (
              <RunItem
                key={run.runId}
                run={run}
                isLive={isGoingOn(library.find(run.runId))}
                isBusy={action.isBusy}
                onContinue={() => void resume(run.runId)}
                onDelete={() => {
                  setDoomed(run);
                }}
              />
            ))}
        </ul>
      )}
      {doomed === null ? null : (
        <DeleteDialog
          run={doomed}
          onClose={() => {
            setDoomed(null);
          }}
        />
      )}
    </>
  );
}

/** True for a run of this tab that goes on or waits; the list itself is written only now and then. */
function isGoingOn(controller: RunController | null): boolean {
  const phase = controller?.getState().phase;
  return phase !== undefined && phase !== 'completed' && phase !== 'cancelled' && phase !== 'stopped';
}

function DeleteDialog({ run, onClose }: { readonly run: RunSummary; readonly onClose: () => void }): JSX.Element {
  const { ports } = useServices();
  const router = useRouter();
  const action = useAction();
  const remove = async (): Promise<void> => {
    const removed = await action.perform(async () => {
      const deleted = await ports.transcripts.delete(run.runId);
      if (deleted.ok) await ports.runs.remove(run.runId);
      return deleted;
    });
    if (!removed.ok) return;
    onClose();
    await router.invalidate();
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title="Delete this run?"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button variant="danger" isDisabled={action.isBusy} onPress={() => void remove()}>
            Delete
          </Button>
        </>
      }
    >
      <p>
        “{run.name}” and all its transcripts are removed from this browser. Bundles that you downloaded are not
        affected.
      </p>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Dialog>
  );
}
