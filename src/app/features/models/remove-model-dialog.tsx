import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import type { InstalledModel, ModelLibrary } from '#harness/model-library.ts';
import type { RunSummary } from '#harness/ports.ts';
import type { JSX } from 'react';

export interface RemoveModelDialogProps {
  readonly model: InstalledModel;
  readonly library: ModelLibrary;
  readonly runs: readonly RunSummary[];
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks before a model is removed, naming the runs that would need it. */
export function RemoveModelDialog({ model, library, runs, onClose, onRemoved }: RemoveModelDialogProps): JSX.Element {
  const action = useAction();
  const { ref, modelHash, state } = model;
  const unfinished = runs.filter(({ status }) => status === 'unfinished' || status === 'cancelled');
  const remove = async (): Promise<void> => {
    const removed = await action.perform(() => library.remove(modelHash));
    if (removed.ok) onRemoved();
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title="Remove this model?"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button variant="danger" isDisabled={action.isBusy} onPress={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        {ref.modelId}:{' '}
        {state === 'linked' || state === 'locked'
          ? 'the app forgets the folder; its files stay where they are.'
          : `its files are removed from this browser. ${toWayBack(model)}`}
      </p>
      {runs.length === 0 ? (
        <p>No run in this browser used it.</p>
      ) : (
        <p>
          Runs that used it: {runs.map(({ name }) => `“${name}”`).join(', ')}. Their reports stay.{' '}
          {unfinished.length === 0
            ? 'Adding epochs to them, or replicating them, would need it again.'
            : `To continue ${unfinished.map(({ name }) => `“${name}”`).join(', ')} it would be needed again.`}
        </p>
      )}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Dialog>
  );
}

function toWayBack({ ref }: InstalledModel): string {
  switch (ref.source.type) {
    case 'embedded':
      return 'It comes with this site, so it is fetched again when it is next used.';
    case 'hub':
    case 'url':
      return 'It can be downloaded again.';
    case 'local':
      return 'To have it back, add the folder or file again.';
    default:
      return ref.source satisfies never;
  }
}
