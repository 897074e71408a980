import type { JSX } from 'react';
import styles from './outcome-mark.module.css';

export type Outcome = 'pass' | 'fail' | 'unparsable' | 'measured' | 'failed';

export const outcomeText: Readonly<Record<Outcome, string>> = {
  pass: 'pass',
  fail: 'fail',
  unparsable: 'no answer found',
  measured: 'measured',
  failed: 'failed, not scored',
};

const pathByOutcome: Readonly<Record<Outcome, string>> = {
  pass: 'M3 8.5l3.5 3.5L13 4.5',
  fail: 'M4 4l8 8M12 4l-8 8',
  unparsable: 'M5.2 6a2.8 2.8 0 1 1 4 2.5c-.8.4-1.2.8-1.2 1.8M8 12.6v.9',
  measured: 'M3 12V9M8 12V4M13 12V7',
  failed: 'M8 3v6.5M8 12v1.2',
};

/** Outcome of a trial as a shape with a name; the colour only repeats it. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }): JSX.Element {
  return (
    <svg
      className={styles['mark']}
      data-outcome={outcome}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      role="img"
      aria-label={outcomeText[outcome]}
    >
      <path
        d={pathByOutcome[outcome]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
