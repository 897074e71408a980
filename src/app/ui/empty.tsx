import type { JSX, ReactNode } from 'react';
import styles from './empty.module.css';

/** Stands where there is nothing to show, and says what would put something there. */
export function Empty({ children }: { readonly children: ReactNode }): JSX.Element {
  return <p className={styles['empty']}>{children}</p>;
}
