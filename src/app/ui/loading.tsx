import type { JSX } from 'react';
import styles from './loading.module.css';

/** Says what is being waited for. */
export function Loading({ label }: { readonly label: string }): JSX.Element {
  return (
    <p className={styles['loading']} role="status">
      <span className={styles['bob']} aria-hidden="true" />
      {label}
    </p>
  );
}
