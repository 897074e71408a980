import { useId, useState, type JSX, type ReactNode } from 'react';
import { toClassName } from './class-name.ts';
import styles from './field.module.css';

interface FieldFrameProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly children: (ids: { readonly inputId: string; readonly describedBy: string | undefined }) => ReactNode;
}

/** Label above, hint or error below; the input is tied to both. */
export function Field({ label, hint, error, children }: FieldFrameProps): JSX.Element {
  const inputId = useId();
  const noteId = `${inputId}-note`;
  const note = error ?? hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={inputId} className={styles['label']}>
        {label}
      </label>
      {children({ inputId, describedBy: note === undefined ? undefined : noteId })}
      {note === undefined ? null : (
        <p id={noteId} className={error == null ? styles['hint'] : styles['error']}>
          {note}
        </p>
      )}
    </div>
  );
}

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly step?: number | 'any';
  readonly min?: number;
}

/** A number as typed. An empty or unreadable entry is passed on as NaN, so that validation names it. */
export function NumberField({ label, value, onChange, hint, error, step = 1, min }: NumberFieldProps): JSX.Element {
  const [entry, setEntry] = useState({ text: String(value), value });
  const text = Object.is(entry.value, value) ? entry.text : String(value);
  return (
    <Field label={label} hint={hint} error={error}>
      {({ inputId, describedBy }) => (
        <input
          id={inputId}
          className={styles['input']}
          type="number"
          inputMode="decimal"
          step={step}
          min={min}
          value={text}
          aria-invalid={error != null}
          aria-describedby={describedBy}
          onChange={({ target }) => {
            const next = target.value === '' ? Number.NaN : Number(target.value);
            setEntry({ text: target.value, value: next });
            onChange(next);
          }}
        />
      )}
    </Field>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly type?: 'text' | 'search';
}

export function TextField({ label, value, onChange, hint, error, type = 'text' }: TextFieldProps): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ inputId, describedBy }) => (
        <input
          id={inputId}
          className={styles['input']}
          type={type}
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

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** The platform's own select: it fits a phone and needs no script. */
export function SelectField({ label, value, options, onChange }: SelectFieldProps): JSX.Element {
  return (
    <Field label={label}>
      {({ inputId }) => (
        <select
          id={inputId}
          className={styles['input']}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface AreaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly rows: number;
  /** In a fixed-width face, without spelling marks. */
  readonly isCode?: boolean;
}

/** A text of several lines. */
export function AreaField({ label, value, onChange, hint, error, rows, isCode = false }: AreaFieldProps): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ inputId, describedBy }) => (
        <textarea
          id={inputId}
          className={toClassName(styles['input'], styles['area'], isCode && styles['code'])}
          rows={rows}
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

export interface CheckFieldProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

export function CheckField({ label, isChecked, onChange }: CheckFieldProps): JSX.Element {
  const inputId = useId();
  return (
    <p className={styles['check']}>
      <input
        id={inputId}
        type="checkbox"
        checked={isChecked}
        onChange={({ target }) => {
          onChange(target.checked);
        }}
      />{' '}
      <label htmlFor={inputId}>{label}</label>
    </p>
  );
}
