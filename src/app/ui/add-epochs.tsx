import { lazy, Suspense, useState, type JSX } from 'react';
import { Button } from './button.tsx';

const AddEpochsDialog = lazy(async () => ({ default: (await import('./add-epochs-dialog.tsx')).AddEpochsDialog }));

/** Offers to repeat the samples of a finished run more often, as a run of its own. */
export function AddEpochs({ runId, name }: { readonly runId: string; readonly name?: string }): JSX.Element {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        {...(name === undefined ? {} : { 'aria-label': `Add epochs to ${name}` })}
        onPress={() => {
          setIsAsking(true);
        }}
      >
        Add epochs
      </Button>
      {isAsking ? (
        <Suspense>
          <AddEpochsDialog
            runId={runId}
            onClose={() => {
              setIsAsking(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
