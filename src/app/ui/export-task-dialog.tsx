import { toOk } from '#core/errors/result.ts';
import { toSamplesJsonl } from '#core/model/content-id.ts';
import { CSV_LOSSES, TASK_FILE_LOSSES, toSamplesCsv } from '#harness/task-import/samples-csv.ts';
import { useId, useState, type JSX } from 'react';
import { useServices } from '../ports-context.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './export-task-dialog.module.css';
import type { ExportTaskProps } from './export-task.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { useAction } from './use-action.ts';

const FORMS = {
  jsonl: {
    label: 'JSON Lines: every field, opens here as it is',
    losses: TASK_FILE_LOSSES,
    mediaType: 'application/jsonl',
  },
  csv: { label: 'CSV: for a spreadsheet', losses: CSV_LOSSES, mediaType: 'text/csv' },
} as const;
type Form = keyof typeof FORMS;

export interface ExportTaskDialogProps extends ExportTaskProps {
  readonly onClose: () => void;
}

/** Asks for the form of the file, and says what that form loses. */
export function ExportTaskDialog({ fileName, readSamples, onClose }: ExportTaskDialogProps): JSX.Element {
  const { ports } = useServices();
  const groupId = useId();
  const action = useAction();
  const [form, setForm] = useState<Form>('jsonl');
  const download = async (): Promise<void> => {
    const saved = await action.perform(async () => {
      const samples = await readSamples();
      if (!samples.ok) return samples;
      const text = form === 'csv' ? toSamplesCsv(samples.value) : toSamplesJsonl(samples.value);
      ports.saveFile(`${fileName}.${form}`, new Blob([text], { type: FORMS[form].mediaType }));
      return toOk(null);
    });
    if (saved.ok) onClose();
  };
  return (
    <Dialog
      isOpen
      title="Export task"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button variant="primary" isDisabled={action.isBusy} onPress={() => void download()}>
            Download
          </Button>
        </>
      }
    >
      <fieldset>
        <legend className="visually-hidden">Form</legend>
        {(['jsonl', 'csv'] as const).map((value) => (
          <p key={value}>
            <input
              id={`${groupId}-${value}`}
              type="radio"
              name={groupId}
              checked={form === value}
              onChange={() => {
                setForm(value);
              }}
            />{' '}
            <label htmlFor={`${groupId}-${value}`}>{FORMS[value].label}</label>
          </p>
        ))}
      </fieldset>
      <section aria-label="What it does not hold">
        <p>What this file does not hold:</p>
        <ul className={styles['losses']}>
          {FORMS[form].losses.map((loss) => (
            <li key={loss}>{loss}</li>
          ))}
        </ul>
      </section>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Dialog>
  );
}
