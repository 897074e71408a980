import type { FailureCode } from '#core/errors/failure.ts';
import { failureAdvice } from '#app/ui/failure-advice.ts';
import type { JSX } from 'react';
import styles from './trial-detail.module.css';

export interface OutputTextProps {
  readonly text: string | null;
  readonly failureCode: FailureCode | null;
  /** Where the answer stands, [start, end) in UTF-16 code units. */
  readonly span: readonly [number, number] | null;
}

/** The output as text, the answer marked in it. */
export function OutputText({ text, failureCode, span }: OutputTextProps): JSX.Element {
  if (text === null) {
    return (
      <p className={styles['none']}>
        No output: {failureCode === null ? 'the trial failed' : failureAdvice[failureCode].title}. It is not scored.
      </p>
    );
  }
  if (text === '') return <p className={styles['none']}>The output is empty.</p>;
  if (span === null) return <pre className={styles['text']}>{text}</pre>;
  const [start, end] = span;
  return (
    <pre className={styles['text']}>
      {text.slice(0, start)}
      <mark className={styles['answer']}>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </pre>
  );
}
