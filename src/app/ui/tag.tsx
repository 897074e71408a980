import type { JSX, ReactNode } from 'react';
import styles from './tag.module.css';

/** A short word set apart; meaning is in the word. */
export function Tag({
  children,
  tone = 'plain',
}: {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'accent' | 'caution' | 'alarm';
}): JSX.Element {
  return (
    <span className={styles['tag']} data-tone={tone}>
      {children}
    </span>
  );
}
