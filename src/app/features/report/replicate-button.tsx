import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toForeignOrigins } from '#core/charts/to-plan-figures.ts';
import { toSubsetText, type SubsetChoice } from '#core/replication/subset.ts';
import { toRerunConfig } from '#harness/rerun-config.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type JSX } from 'react';

const ReplicatePartDialog = lazy(async () => ({
  default: (await import('./replicate-part-dialog.tsx')).ReplicatePartDialog,
}));

/**
 * Runs a configuration again with the same derived seeds; the new run's page leads to the verdict. Where model files come from another origin,
 * the configuration is shown first: nothing leaves this site unasked.
 */
export function ReplicateButton({ run }: { readonly run: FoldedRun }): JSX.Element {
  const { draft, runs } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const config = toRerunConfig(run.askedConfig, run.effectiveConfig);
  const [isChoosing, setIsChoosing] = useState(false);
  const replicate = async (subset: SubsetChoice | null): Promise<void> => {
    if (toForeignOrigins(config).length > 0) {
      draft.replace(config);
      await navigate({ to: '/evaluate', search: {} });
      return;
    }
    const started = await action.perform(async () => {
      const prepared = await runs.prepare(config);
      if (!prepared.ok) return prepared;
      return subset === null ? runs.start(prepared.value) : runs.start(prepared.value, { subset });
    });
    if (!started.ok) return;
    const { runId } = started.value.getState();
    await navigate({
      to: '/run/$runId',
      params: { runId },
      search: { replicates: run.rows.runId, ...(subset === null ? {} : { subset: toSubsetText(subset) }) },
    });
  };
  return (
    <>
      <Button isDisabled={action.isBusy} onPress={() => void replicate(null)}>
        Replicate
      </Button>
      {run.rows.samples.length < 2 ? null : (
        <Button
          isDisabled={action.isBusy}
          onPress={() => {
            setIsChoosing(true);
          }}
        >
          Replicate a part
        </Button>
      )}
      {isChoosing ? (
        <Suspense>
          <ReplicatePartDialog
            run={run}
            isBusy={action.isBusy}
            failure={action.failure}
            onReplicate={(subset) => void replicate(subset)}
            onClose={() => {
              setIsChoosing(false);
            }}
          />
        </Suspense>
      ) : null}
      {action.failure === null || isChoosing ? null : <FailureNotice failure={action.failure} />}
    </>
  );
}
