import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import type { Action } from '#app/ui/use-action.ts';
import { toFetchBytes, toForeignOrigins } from '#core/charts/to-plan-figures.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type JSX } from 'react';

const FetchDialog = lazy(async () => ({ default: (await import('./fetch-dialog.tsx')).FetchDialog }));

export interface RunButtonProps {
  readonly checked: Result<HarnessConfig>;
  readonly action: Action;
  readonly isDisabled: boolean;
}

/** Starts the run. Files of another origin are asked for first: nothing leaves this site unasked. */
export function RunButton({ checked, action, isDisabled }: RunButtonProps): JSX.Element {
  const { runs } = useServices();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const origins = checked.ok ? toForeignOrigins(checked.value) : [];
  const run = async (): Promise<void> => {
    setIsAsking(false);
    const started = await action.perform(async () => {
      const prepared = checked.ok ? await runs.prepare(checked.value) : checked;
      return prepared.ok ? runs.start(prepared.value) : prepared;
    });
    if (started.ok) await navigate({ to: '/run/$runId', params: { runId: started.value.getState().runId } });
  };
  return (
    <>
      <Button
        variant="primary"
        size="large"
        isDisabled={isDisabled}
        onPress={() => {
          if (origins.length === 0) void run();
          else setIsAsking(true);
        }}
      >
        Run
      </Button>
      {isAsking && checked.ok ? (
        <Suspense>
          <FetchDialog
            origins={origins}
            bytes={toFetchBytes(checked.value)}
            onClose={() => {
              setIsAsking(false);
            }}
            onFetch={() => void run()}
          />
        </Suspense>
      ) : null}
    </>
  );
}
