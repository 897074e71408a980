import type { Result } from '#core/errors/result.ts';
import type { Sample } from '#core/model/sample.ts';
import { lazy, Suspense, useState, type JSX } from 'react';
import { Button } from './button.tsx';

const ExportTaskDialog = lazy(async () => ({ default: (await import('./export-task-dialog.tsx')).ExportTaskDialog }));

export interface ExportTaskProps {
  /** Without an ending. */
  readonly fileName: string;
  readonly readSamples: () => Promise<Result<readonly Sample[]>>;
}

/** Offers the samples of a task as a file. */
export function ExportTask({ fileName, readSamples }: ExportTaskProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        onPress={() => {
          setIsOpen(true);
        }}
      >
        Export task
      </Button>
      {isOpen ? (
        <Suspense>
          <ExportTaskDialog
            fileName={fileName}
            readSamples={readSamples}
            onClose={() => {
              setIsOpen(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
