import type { JSX, ReactNode } from 'react';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly tone: 'plain' | 'caution' | 'alarm';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly role?: 'alert' | 'status';
}

const markByTone = { plain: 'i', caution: '!', alarm: '×' } as const;

/** A boxed remark; a sign beside the title carries the tone, not colour alone. */
export function Notice({ tone, title, children, actions, role }: NoticeProps): JSX.Element {
  return (
    <div className={styles['notice']} data-tone={tone} role={role}>
      <span className={styles['mark']} aria-hidden="true">
        {markByTone[tone]}
      </span>
      <div className={styles['content']}>
        <p className={styles['title']}>{title}</p>
        {children}
      </div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
