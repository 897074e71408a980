import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toForeignOrigins } from '#core/charts/to-plan-figures.ts';
import { toRerunConfig } from '#harness/rerun-config.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';

/**
 * Runs a configuration again with the same derived seeds; the new run's page leads to the verdict. Where model files come from another origin,
 * the configuration is shown first: nothing leaves this site unasked.
 */
export function ReplicateButton({ run }: { readonly run: FoldedRun }): JSX.Element {
  const { draft, runs } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const config = toRerunConfig(run.askedConfig, run.effectiveConfig);
  const replicate = async (): Promise<void> => {
    if (toForeignOrigins(config).length > 0) {
      draft.replace(config);
      await navigate({ to: '/evaluate', search: {} });
      return;
    }
    const started = await action.perform(async () => {
      const prepared = await runs.prepare(config);
      return prepared.ok ? runs.start(prepared.value) : prepared;
    });
    if (!started.ok) return;
    const { runId } = started.value.getState();
    await navigate({ to: '/run/$runId', params: { runId }, search: { replicates: run.rows.runId } });
  };
  return (
    <>
      <Button isDisabled={action.isBusy} onPress={() => void replicate()}>
        Replicate
      </Button>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </>
  );
}
