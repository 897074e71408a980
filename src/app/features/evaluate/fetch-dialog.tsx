import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { toBytesText } from '#core/charts/number-text.ts';
import type { JSX } from 'react';

export interface FetchDialogProps {
  /** Sites that files come from. */
  readonly origins: readonly string[];
  /** Bytes to fetch at most. */
  readonly bytes: number;
  readonly onClose: () => void;
  readonly onFetch: () => void;
}

/** Asks before files are fetched from another site. */
export function FetchDialog({ origins, bytes, onClose, onFetch }: FetchDialogProps): JSX.Element {
  return (
    <Dialog
      isOpen
      title="Fetch from another site?"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Do not fetch</Button>
          <Button variant="primary" onPress={onFetch}>
            Fetch and run
          </Button>
        </>
      }
    >
      <p>
        This configuration takes its model from {origins.join(' and ')}: up to {toBytesText(bytes)}. That site will see
        your address and which files are asked for. Every file is checked against its hash before it is used.
      </p>
    </Dialog>
  );
}
