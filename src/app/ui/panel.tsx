import { useId, type JSX, type ReactNode } from 'react';
import { toClassName } from './class-name.ts';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
  /** One sentence under the title. */
  readonly lead?: ReactNode;
  /** Controls on the title's line. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
}

/** A titled section under a thin rule; a landmark by its heading. */
export function Panel({ title, children, lead, actions, className }: PanelProps): JSX.Element {
  const headingId = useId();
  return (
    <section className={toClassName(styles['panel'], className)} aria-labelledby={headingId}>
      <header className={styles['header']}>
        <div className={styles['head']}>
          <h2 id={headingId} className={styles['title']}>
            {title}
          </h2>
          {lead === undefined ? null : <p className={styles['lead']}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
