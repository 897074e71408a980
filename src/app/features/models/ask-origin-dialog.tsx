import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import type { JSX } from 'react';

export interface AskOriginDialogProps {
  readonly origin: string;
  readonly onClose: () => void;
  readonly onAllow: () => void;
}

/** Asks before another site is asked for anything. */
export function AskOriginDialog({ origin, onClose, onAllow }: AskOriginDialogProps): JSX.Element {
  return (
    <Dialog
      isOpen
      title="Ask another site?"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Do not ask</Button>
          <Button variant="primary" onPress={onAllow}>
            {`Ask ${origin.replace(/^https?:\/\//, '')}`}
          </Button>
        </>
      }
    >
      <p>
        {origin} is asked which files the model has. It, and servers that it redirects to, will see your address and
        which files are fetched. Nothing of yours is sent, and no file is fetched before you chose one.
      </p>
    </Dialog>
  );
}
