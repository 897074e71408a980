import { AreaField, SelectField, TextField } from '#app/ui/field.tsx';
import type { TaskConfig } from '#core/model/harness-config.ts';
import { toChooseMode, toPerplexityMode, type TaskMode } from '#core/model/task-mode.ts';
import { withTaskMode } from '#harness/with-task-mode.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { DemonstrationFields } from './demonstration-fields.tsx';
import { PerplexityFields } from './perplexity-fields.tsx';
import { ScorerEditor } from './scorer-editor.tsx';
import styles from './task-form.module.css';

/** How the task asks and judges: mode, system prompt, prompt template, scorers. */
export function TaskForm(part: FormPartProps): JSX.Element {
  const { config, onChange, errorAt } = part;
  const { task } = config;
  const set = (change: Partial<TaskConfig>): void => {
    onChange({ ...config, task: { ...task, ...change } });
  };
  return (
    <div className={styles['form']}>
      <TextField
        label="Title"
        value={task.title}
        error={errorAt('task.title')}
        onChange={(title) => {
          set({ title });
        }}
      />
      <AreaField
        label="System prompt"
        hint="empty = none"
        rows={3}
        value={task.system ?? ''}
        error={errorAt('task.system')}
        onChange={(system) => {
          set({ system: system === '' ? null : system });
        }}
      />
      <AreaField
        label="Prompt template"
        hint="{input} stands for the sample's input, exactly once"
        rows={3}
        value={task.promptTemplate}
        error={errorAt('task.promptTemplate')}
        onChange={(promptTemplate) => {
          set({ promptTemplate });
        }}
      />
      <ModeFields {...part} />
      {toPerplexityMode(task) === null ? (
        <>
          <DemonstrationFields {...part} />
          <ScorerEditor {...part} />
        </>
      ) : null}
    </div>
  );
}

const FORCES = [
  { value: 'texts', label: 'the texts of the options' },
  { value: 'labels', label: 'the labels of the options' },
];

function ModeFields({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const choose = toChooseMode(config.task);
  const perplexity = toPerplexityMode(config.task);
  const setMode = (mode: TaskMode): void => {
    onChange(withTaskMode(config, mode));
  };
  return (
    <div className={styles['fields']}>
      <SelectField
        label="Mode"
        value={config.task.mode?.type ?? 'generate'}
        options={[
          { value: 'generate', label: 'generate: the model writes' },
          { value: 'choose', label: 'choose: the likeliest option' },
          { value: 'perplexity', label: 'perplexity: how likely the inputs are' },
        ]}
        onChange={(type) => {
          if (type === 'perplexity') setMode({ type, stride: null, windowLength: null });
          else setMode(type === 'choose' ? { type, force: 'texts', delimiter: '' } : { type: 'generate' });
        }}
      />
      {perplexity === null ? null : (
        <PerplexityFields config={config} mode={perplexity} onChange={onChange} errorAt={errorAt} />
      )}
      {choose === null ? null : (
        <>
          <SelectField
            label="What is forced"
            value={choose.force}
            options={FORCES}
            onChange={(force) => {
              setMode({ ...choose, force: force === 'labels' ? 'labels' : 'texts' });
            }}
          />
          <TextField
            label="Delimiter"
            hint="put before each option; spaces count"
            value={choose.delimiter}
            error={errorAt('task.mode.delimiter')}
            onChange={(delimiter) => {
              setMode({ ...choose, delimiter });
            }}
          />
          <p className={styles['note']}>
            Choosing compares raw log-probabilities: temperature is 0, the repetition penalty 1, no stop strings, and
            each prompt has one epoch.
          </p>
        </>
      )}
    </div>
  );
}
