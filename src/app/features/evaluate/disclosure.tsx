import { Suspense, useState, type JSX, type ReactNode } from 'react';
import styles from './evaluate-page.module.css';

export interface DisclosureProps {
  readonly summary: string;
  /** Rendered when open only, so that its code is loaded when it is first needed. */
  readonly children: ReactNode;
}

/** A part of the form that is closed at first. */
export function Disclosure({ summary, children }: DisclosureProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={styles['editor']}
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {isOpen ? <Suspense fallback={<p>Loading…</p>}>{children}</Suspense> : null}
    </details>
  );
}
