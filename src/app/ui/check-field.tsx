import { useId, type JSX, type ReactNode } from 'react';
import styles from './check-field.module.css';

export interface CheckFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly hint?: ReactNode;
}

/** A box to tick with its label beside it and a remark below. */
export function CheckField({ label, isOn, onChange, hint }: CheckFieldProps): JSX.Element {
  const inputId = useId();
  const hintId = `${inputId}-hint`;
  return (
    <div className={styles['field']}>
      <input
        id={inputId}
        type="checkbox"
        className={styles['box']}
        checked={isOn}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={({ target }) => {
          onChange(target.checked);
        }}
      />
      <div>
        <label htmlFor={inputId} className={styles['label']}>
          {label}
        </label>
        {hint === undefined ? null : (
          <p id={hintId} className={styles['hint']}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
