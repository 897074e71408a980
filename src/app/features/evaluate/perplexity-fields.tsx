import { NumberField } from '#app/ui/field.tsx';
import type { PerplexityMode } from '#core/model/task-mode.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './task-form.module.css';

interface PerplexityFieldsProps extends FormPartProps {
  readonly mode: PerplexityMode;
}

/** How a text that is longer than the model's context is cut; 0 stands for "not set". */
export function PerplexityFields({ config, mode, onChange, errorAt }: PerplexityFieldsProps): JSX.Element {
  const set = (change: Partial<PerplexityMode>): void => {
    onChange({ ...config, task: { ...config.task, mode: { ...mode, ...change } } });
  };
  return (
    <>
      <NumberField
        label="Window"
        hint="tokens seen at once; 0 = the model's context"
        min={0}
        value={mode.windowLength ?? 0}
        error={errorAt('task.mode.windowLength')}
        onChange={(windowLength) => {
          set({ windowLength: windowLength === 0 ? null : windowLength });
        }}
      />
      <NumberField
        label="Stride"
        hint="tokens that each further window scores; 0 = all of it"
        min={0}
        value={mode.stride ?? 0}
        error={errorAt('task.mode.stride')}
        onChange={(stride) => {
          set({ stride: stride === 0 ? null : stride });
        }}
      />
      <p className={styles['note']}>
        The model reads each input and every token is scored by what came before it: no prompt, no answer, no scorer,
        one epoch.
      </p>
    </>
  );
}
