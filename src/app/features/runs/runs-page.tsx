import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toOk } from '#core/errors/result.ts';
import type { RunSummary } from '#harness/ports.ts';
import type { RunController } from '#harness/run-state.ts';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { ArchivePanel } from './archive-panel.tsx';
import { DiscardedRuns } from './discarded-runs.tsx';
import type { RunsData } from './load-runs.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { RunItem } from './run-item.tsx';
import styles from './runs-page.module.css';
import { StoragePanel } from './storage-panel.tsx';
import { useHeadlines } from './use-headlines.ts';

/** Longest name of a configuration, `parse-config.ts`. */
const MAX_CONFIG_NAME_LENGTH = 120;

/** The runs and opened bundles kept in this browser, newest first, and what can be done with them. */
export function RunsPage({ loaded }: { readonly loaded: RunsData }): JSX.Element {
  const { runs, discarded, storage } = loaded;
  const { ports, draft, runs: library } = useServices();
  const navigate = useNavigate();
  const router = useRouter();
  const action = useAction();
  const [renamed, setRenamed] = useState<RunSummary | null>(null);
  const [deleted, setDeleted] = useState<RunSummary | null>(null);
  useHeadlines(runs);
  const resume = async (runId: string): Promise<void> => {
    const continued = await action.perform(() => library.continue(runId));
    if (continued.ok) await navigate({ to: '/run/$runId', params: { runId } });
  };
  const duplicate = async (run: RunSummary): Promise<void> => {
    const start = await action.perform(() => ports.transcripts.readStart(run.runId));
    if (!start.ok) return;
    const { config } = start.value;
    draft.replace({ ...config, name: `${config.name.slice(0, MAX_CONFIG_NAME_LENGTH - 7)} (copy)` });
    await navigate({ to: '/evaluate', search: {} });
  };
  const discard = async (run: RunSummary, discardedAt: string | null): Promise<void> => {
    const marked = await action.perform(async () => toOk(await ports.runs.mark(run.runId, { discardedAt })));
    if (marked.ok) setDeleted(discardedAt === null ? null : run);
    await router.invalidate();
  };
  return (
    <>
      <PageHead
        title="Runs"
        lead="Runs and opened bundles are kept in this browser until you delete them. Download a bundle to keep one elsewhere."
      />
      <div className={styles['stack']}>
        {action.failure === null ? null : <FailureNotice failure={action.failure} />}
        {deleted === null ? null : (
          <Notice
            tone="plain"
            role="status"
            title={`“${deleted.name}” is deleted.`}
            actions={<Button onPress={() => void discard(deleted, null)}>Undo</Button>}
          >
            <p>
              It stands under Deleted below and can be restored for a day. Bundles that you downloaded are not affected.
            </p>
          </Notice>
        )}
        {runs.length === 0 ? (
          <Empty>
            No run is stored. <Link to="/evaluate">Evaluate a model</Link> to make one, or import bundles below.
          </Empty>
        ) : (
          <ul className={styles['list']}>
            {runs.map((run) => (
              <RunItem
                key={run.runId}
                run={run}
                isLive={isGoingOn(library.find(run.runId))}
                isBusy={action.isBusy}
                bytes={storage.bytesByRun.get(run.runId) ?? null}
                onContinue={() => void resume(run.runId)}
                onRename={() => {
                  setRenamed(run);
                }}
                onDuplicate={() => void duplicate(run)}
                onDelete={() => void discard(run, ports.clock.isoNow())}
              />
            ))}
          </ul>
        )}
        <DiscardedRuns runs={discarded} storage={storage} />
        <ArchivePanel runs={runs} />
        <StoragePanel storage={storage} />
      </div>
      {renamed === null ? null : (
        <RenameDialog
          run={renamed}
          onClose={() => {
            setRenamed(null);
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
