import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toBytesText } from '#core/charts/number-text.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { Ports, RunSummary, StorageUse } from '#harness/ports.ts';
import { useRouter } from '@tanstack/react-router';
import type { JSX } from 'react';
import { RESTORE_HOURS } from './load-runs.ts';
import styles from './runs-page.module.css';

export interface DiscardedRunsProps {
  readonly runs: readonly RunSummary[];
  readonly storage: StorageUse;
}

/** Deleted runs, which still take room: back into the list, or gone for good. */
export function DiscardedRuns({ runs, storage }: DiscardedRunsProps): JSX.Element | null {
  const { ports } = useServices();
  const router = useRouter();
  const action = useAction();
  if (runs.length === 0) return null;
  const perform = async (operation: () => Promise<Result<null>>): Promise<void> => {
    await action.perform(operation);
    await router.invalidate();
  };
  return (
    <Panel
      title="Deleted"
      lead={`Kept for ${String(RESTORE_HOURS)} hours after deletion, also when this tab is closed; then removed when this screen is opened.`}
      actions={
        <Button variant="danger" isDisabled={action.isBusy} onPress={() => void perform(() => removeAll(ports, runs))}>
          Remove all for good
        </Button>
      }
    >
      <ul className={styles['list']}>
        {runs.map((run) => (
          <li key={run.runId} className={styles['item']}>
            <div className={styles['what']}>
              {run.name}
              <p className={styles['meta']}>{toBytesText(storage.bytesByRun.get(run.runId) ?? 0)}</p>
            </div>
            <div className={styles['actions']}>
              <Button
                isDisabled={action.isBusy}
                aria-label={`Restore ${run.name}`}
                onPress={() =>
                  void perform(async () => {
                    await ports.runs.mark(run.runId, { discardedAt: null });
                    return toOk(null);
                  })
                }
              >
                Restore
              </Button>
              <Button
                variant="danger"
                isDisabled={action.isBusy}
                aria-label={`Remove ${run.name} for good`}
                onPress={() => void perform(() => removeAll(ports, [run]))}
              >
                Remove for good
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Panel>
  );
}

async function removeAll(ports: Ports, runs: readonly RunSummary[]): Promise<Result<null>> {
  for (const { runId } of runs) {
    const deleted = await ports.transcripts.delete(runId);
    if (!deleted.ok) return deleted;
    await ports.runs.remove(runId);
  }
  return toOk(null);
}
