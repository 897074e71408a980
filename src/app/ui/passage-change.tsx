import type { Passages } from '#core/model/passages.ts';
import type { JSX } from 'react';
import styles from './prompt-diff.module.css';

export interface PassageChangeProps {
  readonly original: Passages | undefined;
  /** Place of the passage that holds the answer after the change, 0-based. */
  readonly gold: number | undefined;
}

/** Where the passage that holds the answer was moved to; nothing where it was not. */
export function PassageChange({ original, gold }: PassageChangeProps): JSX.Element | null {
  if (original === undefined || gold === undefined || original.gold === gold) return null;
  return (
    <p className={styles['caption']}>
      The passage that holds the answer is number {gold + 1} of {original.texts.length}; in the original it is number{' '}
      {original.gold + 1}.
    </p>
  );
}
