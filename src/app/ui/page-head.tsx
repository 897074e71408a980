import { useEffect, type JSX, type ReactNode } from 'react';
import styles from './page-head.module.css';

export interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** The one h1 of a screen, with its lead and its actions. */
export function PageHead({ title, lead, actions }: PageHeadProps): JSX.Element {
  useEffect(() => {
    document.title = title === 'Plumbline' ? title : `${title} – Plumbline`;
  }, [title]);
  return (
    <header className={styles['head']}>
      <div className={styles['text']}>
        <h1 className={styles['title']}>{title}</h1>
        {lead === undefined ? null : <p className={styles['lead']}>{lead}</p>}
      </div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
