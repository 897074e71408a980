import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { toBugFailure } from '#app/ui/use-action.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { importTaskYaml, toRemarkText, type ImportedTask } from '#harness/lm-eval/import-task-yaml.ts';
import type { FieldRemark } from '#harness/lm-eval/read-task-yaml.ts';
import { readImportTable } from '#harness/task-import/import-table.ts';
import { useEffect, useState, type JSX } from 'react';
import styles from './import-dialog.module.css';
import { ImportPreview } from './import-preview.tsx';
import { ImportProblems } from './import-problems.tsx';

export interface YamlImportProps {
  readonly config: HarnessConfig;
  readonly yaml: File;
  /** Null until a person chose it. */
  readonly data: File | null;
  readonly onConfig: (config: HarnessConfig) => void;
  readonly onClose: () => void;
}

/** A task of lm-evaluation-harness: its YAML with its data file, what of it cannot be taken over, and what becomes of the rows. */
export function YamlImport({ config, yaml, data: given, onConfig, onClose }: YamlImportProps): JSX.Element {
  const [data, setData] = useState(given);
  const [read, setRead] = useState<Result<ImportedTask> | null>(null);
  const [isSkipping, setIsSkipping] = useState(false);
  useEffect(() => {
    if (data === null) return;
    let isCurrent = true;
    readTask(yaml, data).then(
      (result) => {
        if (isCurrent) setRead(result);
      },
      (error: unknown) => {
        if (isCurrent) setRead({ ok: false, failure: toBugFailure(error) });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [yaml, data]);
  const task = read?.ok === true ? read.value : null;
  const toConfig = task === null || (task.rows.badRowCount > 0 && !isSkipping) ? null : task.toConfig;
  const count = task?.rows.samples.length ?? 0;
  return (
    <Dialog
      isOpen
      size="wide"
      title={`Import ${yaml.name}`}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={toConfig === null}
            onPress={() => {
              if (toConfig === null) return;
              onConfig(toConfig(config));
              onClose();
            }}
          >
            Import {toCountText(count)} {count === 1 ? 'sample' : 'samples'}
          </Button>
        </>
      }
    >
      <div className={styles['data']}>
        <p>
          {data === null
            ? 'This file says how to ask and judge. Choose the file with its rows: CSV, TSV or JSON Lines.'
            : `Rows of ${data.name}.`}
        </p>
        <FileButton
          label={data === null ? 'Choose data file' : 'Choose another data file'}
          accept=".jsonl,.ndjson,.csv,.tsv,.tab"
          testId="yaml-data-file"
          onFile={(file) => {
            setRead(null);
            setData(file);
          }}
        />
      </div>
      {read?.ok === false ? <FailureNotice failure={read.failure} /> : null}
      {task === null ? null : (
        <>
          <Remarks
            tone="alarm"
            title="These fields cannot be taken over; nothing is imported"
            remarks={task.problems}
          />
          <ImportProblems fileName={data?.name ?? ''} rows={task.rows} isSkipping={isSkipping} onSkip={setIsSkipping} />
          <Remarks tone="plain" title="What is lost, or means something else here" remarks={task.notes} />
          <ImportPreview samples={task.rows.samples} />
        </>
      )}
    </Dialog>
  );
}

async function readTask(yaml: File, data: File): Promise<Result<ImportedTask>> {
  const table = readImportTable(new Uint8Array(await data.arrayBuffer()), data.name, null);
  return table.ok ? importTaskYaml(new Uint8Array(await yaml.arrayBuffer()), yaml.name, table.value) : table;
}

interface RemarksProps {
  readonly tone: 'plain' | 'alarm';
  readonly title: string;
  readonly remarks: readonly FieldRemark[];
}

function Remarks({ tone, title, remarks }: RemarksProps): JSX.Element | null {
  if (remarks.length === 0) return null;
  return (
    <Notice tone={tone} title={title} role="status">
      <ul className={styles['problems']} tabIndex={0} aria-label={title}>
        {remarks.map((remark) => (
          <li key={toRemarkText(remark)}>
            <code>{remark.field}</code>: {remark.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
