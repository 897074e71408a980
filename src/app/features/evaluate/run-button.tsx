import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import type { Action } from '#app/ui/use-action.ts';
import { toBytesText } from '#core/charts/number-text.ts';
import { toFetchBytes, toForeignOrigins } from '#core/charts/to-plan-figures.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';

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
      <Dialog
        isOpen={isAsking}
        title="Fetch from another site?"
        onOpenChange={setIsAsking}
        actions={
          <>
            <Button
              onPress={() => {
                setIsAsking(false);
              }}
            >
              Do not fetch
            </Button>
            <Button variant="primary" onPress={() => void run()}>
              Fetch and run
            </Button>
          </>
        }
      >
        <p>
          This configuration takes its model from {origins.join(' and ')}: up to{' '}
          {checked.ok ? toBytesText(toFetchBytes(checked.value)) : ''}. That site will see your address and which files
          are asked for. Every file is checked against its hash before it is used.
        </p>
      </Dialog>
    </>
  );
}
