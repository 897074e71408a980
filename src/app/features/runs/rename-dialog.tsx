import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toOk } from '#core/errors/result.ts';
import type { RunSummary } from '#harness/ports.ts';
import { useRouter } from '@tanstack/react-router';
import { useState, type JSX } from 'react';

const MAX_NAME_LENGTH = 120;

/** Another name for a run on the screens of this browser; its configuration, and so its hash, stays. */
export function RenameDialog({
  run,
  onClose,
}: {
  readonly run: RunSummary;
  readonly onClose: () => void;
}): JSX.Element {
  const { ports } = useServices();
  const router = useRouter();
  const action = useAction();
  const [name, setName] = useState(run.name);
  const configName = run.configName ?? run.name;
  const trimmed = name.trim();
  const rename = async (): Promise<void> => {
    const label = trimmed === '' || trimmed === configName ? null : trimmed;
    const renamed = await action.perform(async () => toOk(await ports.runs.mark(run.runId, { label })));
    if (!renamed.ok) return;
    onClose();
    await router.invalidate();
  };
  return (
    <Dialog
      isOpen
      title="Rename this run"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button
            variant="primary"
            isDisabled={action.isBusy || trimmed.length > MAX_NAME_LENGTH}
            onPress={() => void rename()}
          >
            Rename
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed.length <= MAX_NAME_LENGTH) void rename();
        }}
      >
        <TextField
          label="Name on this device"
          value={name}
          hint={`In its configuration and bundle the run stays “${configName}”. Empty = that name again.`}
          error={trimmed.length > MAX_NAME_LENGTH ? `At most ${String(MAX_NAME_LENGTH)} characters.` : null}
          onChange={setName}
        />
      </form>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Dialog>
  );
}
