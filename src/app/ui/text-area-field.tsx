import type { JSX } from 'react';
import { Field } from './field.tsx';
import styles from './text-area-field.module.css';

export interface TextAreaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
}

/** A text of several lines; it grows with what is in it where the browser can. */
export function TextAreaField({ label, value, onChange, hint, error }: TextAreaFieldProps): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ inputId, describedBy }) => (
        <textarea
          id={inputId}
          className={styles['area']}
          rows={2}
          dir="auto"
          value={value}
          autoComplete="off"
          spellCheck={false}
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
