import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import type { Failure } from '#core/errors/failure.ts';
import type { Sample } from '#core/model/sample.ts';
import { guessMapping } from '#harness/task-import/guess-mapping.ts';
import {
  IMPORT_FORMATS,
  readImportTable,
  type ImportFormat,
  type ImportTable,
} from '#harness/task-import/import-table.ts';
import { mapRows } from '#harness/task-import/map-rows.ts';
import { useDeferredValue, useMemo, useState, type JSX } from 'react';
import styles from './import-dialog.module.css';
import { ImportMapping } from './import-mapping.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProblems } from './import-problems.tsx';

export interface ImportDialogProps {
  readonly bytes: Uint8Array;
  readonly table: ImportTable;
  readonly onImport: (samples: readonly Sample[], skippedCount: number) => void;
  /** A task file of lm-evaluation-harness says what the columns mean. */
  readonly onYaml: (yaml: File) => void;
  readonly onClose: () => void;
}

const FORMAT_LABELS: Readonly<Record<ImportFormat, string>> = {
  csv: 'CSV, commas',
  'csv-semicolon': 'CSV, semicolons',
  tsv: 'TSV, tabs',
  jsonl: 'JSON Lines',
};

/** Asks what the columns of a file mean, and shows what becomes of them before anything is taken over. */
export function ImportDialog({ bytes, table: opened, onImport, onYaml, onClose }: ImportDialogProps): JSX.Element {
  const [table, setTable] = useState(opened);
  const [mapping, setMapping] = useState(() => guessMapping(opened));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSkipping, setIsSkipping] = useState(false);
  const shown = useDeferredValue(mapping);
  const rows = useMemo(() => mapRows(table, shown), [table, shown]);
  const isSettled = shown === mapping;
  const { samples, badRowCount } = rows;
  const canImport = isSettled && samples.length > 0 && (badRowCount === 0 || isSkipping);
  const changeFormat = (format: string): void => {
    const found = IMPORT_FORMATS.find((known) => known === format);
    const read = found === undefined ? null : readImportTable(bytes, table.fileName, found);
    if (read === null) return;
    setFailure(read.ok ? null : read.failure);
    if (!read.ok) return;
    setTable(read.value);
    setMapping(guessMapping(read.value));
    setIsSkipping(false);
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={`Import ${table.fileName}`}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <FileButton label="Use a task YAML" accept=".yaml,.yml" testId="yaml-file" onFile={onYaml} />
          <Button
            variant="primary"
            isDisabled={!canImport}
            onPress={() => {
              onImport(samples, badRowCount);
            }}
          >
            Import {toCountText(samples.length)} {samples.length === 1 ? 'sample' : 'samples'}
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        <SelectField
          label="Format"
          value={table.format}
          options={IMPORT_FORMATS.map((format) => ({ value: format, label: FORMAT_LABELS[format] }))}
          onChange={changeFormat}
        />
        <p className={styles['found']}>
          {toCountText(table.rows.length)} {table.rows.length === 1 ? 'row' : 'rows'},{' '}
          {toCountText(table.columns.length)} {table.columns.length === 1 ? 'column' : 'columns'}. What each column
          means is a guess: correct it below.
        </p>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <ImportMapping table={table} mapping={mapping} onChange={setMapping} />
      <ImportProblems fileName={table.fileName} rows={rows} isSkipping={isSkipping} onSkip={setIsSkipping} />
      <ImportPreview samples={samples} />
    </Dialog>
  );
}
