import { Field } from '#app/ui/field.tsx';
import type { JSX } from 'react';
import styles from './text-area-field.module.css';

export interface TextAreaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly hint?: string;
  readonly error?: string | null;
}

/** A text of several lines in any script; its direction follows its first letter. */
export function TextAreaField({ label, value, onChange, rows, hint, error }: TextAreaFieldProps): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ inputId, describedBy }) => (
        <textarea
          id={inputId}
          className={styles['area']}
          rows={rows}
          dir="auto"
          spellCheck={false}
          value={value}
          aria-invalid={error != null}
          aria-describedby={describedBy}
          onChange={({ target }) => {
            onChange(target.value);
          }}
        />
      )}
    </Field>
  );
}
