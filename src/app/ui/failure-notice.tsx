import type { Failure } from '#core/errors/failure.ts';
import type { JSX, ReactNode } from 'react';
import { failureAdvice } from './failure-advice.ts';
import { Notice } from './notice.tsx';
import styles from './notice.module.css';

export interface FailureNoticeProps {
  readonly failure: Failure;
  /** What can be done here. */
  readonly actions?: ReactNode;
}

/** A failure told to a person: kind, message, place, what to do. Announced when it appears. */
export function FailureNotice({ failure, actions }: FailureNoticeProps): JSX.Element {
  const { title, advice } = failureAdvice[failure.code];
  return (
    <Notice tone="alarm" title={title} actions={actions} role="alert">
      <p>{failure.message}</p>
      {failure.location === null ? null : (
        <p>
          Where: <code>{failure.location}</code>
        </p>
      )}
      {advice === null ? null : <p className={styles['advice']}>{advice}</p>}
      {failure.detail === null ? null : (
        <details className={styles['detail']}>
          <summary>Technical detail ({failure.code})</summary>
          <pre tabIndex={0}>{failure.detail}</pre>
        </details>
      )}
    </Notice>
  );
}
