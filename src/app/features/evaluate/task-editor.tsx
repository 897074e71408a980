import { lazy, Suspense, useState, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './evaluate-page.module.css';

const TaskForm = lazy(async () => ({ default: (await import('./task-form.tsx')).TaskForm }));

/** The form of the task, closed at first; its code is loaded when it is opened. */
export function TaskEditor(part: FormPartProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={styles['editor']}
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>Edit prompts, mode and scorers</summary>
      {isOpen ? (
        <Suspense fallback={<p>Loading…</p>}>
          <TaskForm {...part} />
        </Suspense>
      ) : null}
    </details>
  );
}
