import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Loading } from '#app/ui/loading.tsx';
import { toBugFailure } from '#app/ui/use-action.ts';
import type { Failure } from '#core/errors/failure.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { guessMapping } from '#harness/task-import/guess-mapping.ts';
import { readImportTable, type ImportTable } from '#harness/task-import/import-table.ts';
import { mapRows } from '#harness/task-import/map-rows.ts';
import { withTaskSamples } from '#harness/task-import/with-task-samples.ts';
import { useEffect, useEffectEvent, useState, type JSX } from 'react';
import { ImportDialog } from './import-dialog.tsx';
import { YamlImport } from './yaml-import.tsx';

export interface TaskImportProps {
  readonly config: HarnessConfig;
  /** A file of samples or a table, the YAML of a task, or both. */
  readonly files: readonly File[];
  readonly onConfig: (config: HarnessConfig) => void;
  /** The file was taken over or given up. */
  readonly onClose: () => void;
}

type Reading =
  | { readonly status: 'busy' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'asking'; readonly bytes: Uint8Array; readonly table: ImportTable };

/** A person's own files become the task: a table, or a YAML of lm-evaluation-harness with its table, which may come later. */
export function TaskImport({ config, files, onConfig, onClose }: TaskImportProps): JSX.Element | null {
  const [chosen, setChosen] = useState<File | null>(null);
  const yaml = chosen ?? files.find(({ name }) => isYaml(name)) ?? null;
  const data = files.find(({ name }) => !isYaml(name)) ?? null;
  const rest = { config, onConfig, onClose };
  if (yaml !== null) return <YamlImport yaml={yaml} data={data} {...rest} />;
  return data === null ? null : <TableImport file={data} onYaml={setChosen} {...rest} />;
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

interface TableImportProps extends Omit<TaskImportProps, 'files'> {
  readonly file: File;
  readonly onYaml: (yaml: File) => void;
}

/**
 * A file of samples without a bad line is taken at once; for everything else a dialog asks what the columns mean. Stays on screen with the reason when nothing of
 * the file can be read.
 */
function TableImport({ config, file, onConfig, onYaml, onClose }: TableImportProps): JSX.Element | null {
  const [reading, setReading] = useState<Reading>({ status: 'busy' });
  const take = useEffectEvent((bytes: Uint8Array): void => {
    const table = readImportTable(bytes, file.name, null);
    if (!table.ok) {
      setReading({ status: 'failed', failure: table.failure });
      return;
    }
    const mapping = guessMapping(table.value);
    const rows = mapping.type === 'samples' ? mapRows(table.value, mapping) : null;
    if (rows === null || rows.badRowCount > 0) setReading({ status: 'asking', bytes, table: table.value });
    else {
      onConfig(withTaskSamples(config, rows.samples, { fileName: table.value.fileName, skippedCount: 0 }));
      onClose();
    }
  });
  useEffect(() => {
    let isCurrent = true;
    file
      .arrayBuffer()
      .then((buffer) => {
        if (isCurrent) take(new Uint8Array(buffer));
      })
      .catch((error: unknown) => {
        if (isCurrent) setReading({ status: 'failed', failure: toBugFailure(error) });
      });
    return () => {
      isCurrent = false;
    };
  }, [file]);
  if (reading.status === 'busy') return <Loading label={`Reading ${file.name}…`} />;
  if (reading.status === 'failed') return <FailureNotice failure={reading.failure} />;
  return (
    <ImportDialog
      bytes={reading.bytes}
      table={reading.table}
      onImport={(samples, skippedCount) => {
        onConfig(withTaskSamples(config, samples, { fileName: reading.table.fileName, skippedCount }));
        onClose();
      }}
      onYaml={onYaml}
      onClose={onClose}
    />
  );
}
