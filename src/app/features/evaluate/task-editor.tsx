import { lazy, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { Disclosure } from './disclosure.tsx';

const TaskForm = lazy(async () => ({ default: (await import('./task-form.tsx')).TaskForm }));

/** The form of the task. */
export function TaskEditor(part: FormPartProps): JSX.Element {
  return (
    <Disclosure summary="Edit prompts, mode and scorers">
      <TaskForm {...part} />
    </Disclosure>
  );
}
