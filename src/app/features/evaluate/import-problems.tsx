import { Notice } from '#app/ui/notice.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import type { MappedRows } from '#harness/task-import/map-rows.ts';
import { useId, type JSX } from 'react';
import styles from './import-dialog.module.css';

export interface ImportProblemsProps {
  readonly fileName: string;
  readonly rows: MappedRows;
  readonly isSkipping: boolean;
  readonly onSkip: (isSkipping: boolean) => void;
}

/** Rows that become no sample, each with its line and reason, and the offer to leave them out. */
export function ImportProblems({ fileName, rows, isSkipping, onSkip }: ImportProblemsProps): JSX.Element | null {
  const inputId = useId();
  const { problems, badRowCount, samples } = rows;
  if (problems.length === 0) return null;
  return (
    <Notice
      tone={isSkipping ? 'caution' : 'alarm'}
      role="status"
      title={`${toCountText(badRowCount)} ${badRowCount === 1 ? 'row is' : 'rows are'} bad; ${isSkipping ? 'left out' : 'nothing is imported'}`}
    >
      <ul className={styles['problems']} tabIndex={0} aria-label="Bad rows">
        {problems.map(({ line, field, message }) => (
          <li key={`${String(line)} ${field ?? ''} ${message}`}>
            <code>{line === null ? fileName : `${fileName}:${line}`}</code>
            {field === null ? ' ' : ` ${field}: `}
            {message}
          </li>
        ))}
      </ul>
      {problems.length < badRowCount ? <p>The first {toCountText(problems.length)} problems are listed.</p> : null}
      {samples.length === 0 ? null : (
        <p>
          <input
            id={inputId}
            type="checkbox"
            checked={isSkipping}
            onChange={({ target }) => {
              onSkip(target.checked);
            }}
          />{' '}
          <label htmlFor={inputId}>Skip bad rows; their number is written into the notes</label>
        </p>
      )}
    </Notice>
  );
}
