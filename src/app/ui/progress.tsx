import type { JSX } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import styles from './progress.module.css';

export interface ProgressProps {
  readonly label: string;
  /** Share done in [0, 1]; null when unknown. */
  readonly value: number | null;
  readonly valueText: string;
}

/** A progress bar drawn as a scale with ten divisions. */
export function Progress({ label, value, valueText }: ProgressProps): JSX.Element {
  return (
    <ProgressBar
      aria-label={label}
      value={(value ?? 0) * 100}
      isIndeterminate={value === null}
      valueLabel={valueText}
      className={styles['progress'] ?? ''}
    >
      <span className={styles['track']}>
        <span
          className={styles['fill']}
          data-indeterminate={value === null}
          style={value === null ? undefined : { width: `${value * 100}%` }}
        />
      </span>
    </ProgressBar>
  );
}
