import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import type { RunSummary } from '#harness/ports.ts';
import type { JSX } from 'react';

export interface DiscardDialogProps {
  readonly run: RunSummary;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

/** Asks before the stored trials of an interrupted run are thrown away. */
export function DiscardDialog({ run, onClose, onDiscard }: DiscardDialogProps): JSX.Element {
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title="Discard this run?"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button variant="danger" onPress={onDiscard}>
            Discard run
          </Button>
        </>
      }
    >
      <p>“{run.name}” and its stored trials are removed from this browser.</p>
    </Dialog>
  );
}
