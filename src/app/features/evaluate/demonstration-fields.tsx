import { AreaField, NumberField, SelectField } from '#app/ui/field.tsx';
import type { FewShot } from '#core/model/few-shot.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { useState, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './task-form.module.css';

const SOURCES = [
  { value: 'none', label: 'none' },
  { value: 'own-samples', label: 'other samples of the task' },
];

const DRAWS: readonly { readonly value: FewShot['draw']; readonly label: string }[] = [
  { value: 'same', label: 'at random, the same for all samples' },
  { value: 'per-sample', label: 'at random, for each sample anew' },
  { value: 'first', label: 'the first of the pool' },
];

const RENDERS: readonly { readonly value: FewShot['render']['type']; readonly label: string }[] = [
  { value: 'text', label: 'text before the question' },
  { value: 'turns', label: 'earlier turns of the chat' },
];

/** Solved examples before the question: how many, drawn from where, shown how. A list of one's own is written in the JSON. */
export function DemonstrationFields(part: FormPartProps): JSX.Element {
  const { config, onChange } = part;
  const { fewShot, ...task } = config.task;
  const [ownList, setOwnList] = useState<FewShot | null>(null);
  const set = (next: FewShot | null): void => {
    onChange({ ...config, task: next === null ? task : { ...task, fewShot: next } });
  };
  const list = fewShot?.pool.type === 'inline' ? fewShot : ownList;
  const lists =
    list?.pool.type === 'inline'
      ? [{ value: 'inline', label: `${list.pool.demonstrations.length} in the configuration` }]
      : [];
  return (
    <fieldset className={styles['demonstrations']}>
      <legend>Demonstrations</legend>
      <SelectField
        label="Shown before each question"
        value={fewShot?.pool.type ?? 'none'}
        options={[...SOURCES, ...lists]}
        onChange={(source) => {
          setOwnList(list);
          if (source === 'none') set(null);
          else if (source === 'inline') set(list);
          else set({ ...toDefault(config), ...fewShot, pool: { type: 'own-samples' } });
        }}
      />
      {fewShot === undefined ? null : <DrawFields {...part} fewShot={fewShot} onFewShot={set} />}
      {fewShot === undefined ? null : <RenderFields {...part} fewShot={fewShot} onFewShot={set} />}
      <p className={styles['note']}>
        Solved examples, whose draw is recorded. A sample never sees one of its own cluster, or its own question. A list
        of your own goes into the JSON, as task.fewShot.pool.
      </p>
    </fieldset>
  );
}

interface FewShotProps extends FormPartProps {
  readonly fewShot: FewShot;
  readonly onFewShot: (fewShot: FewShot) => void;
}

function DrawFields({ fewShot, onFewShot, errorAt }: FewShotProps): JSX.Element {
  return (
    <>
      <NumberField
        label="How many"
        hint="k of k-shot"
        min={1}
        value={fewShot.count}
        error={errorAt('task.fewShot.count')}
        onChange={(count) => {
          onFewShot({ ...fewShot, count });
        }}
      />
      <SelectField
        label="Chosen"
        value={fewShot.draw}
        options={DRAWS}
        onChange={(value) => {
          onFewShot({ ...fewShot, draw: DRAWS.find((draw) => draw.value === value)?.value ?? fewShot.draw });
        }}
      />
    </>
  );
}

function RenderFields({ config, fewShot, onFewShot, errorAt }: FewShotProps): JSX.Element {
  const { render } = fewShot;
  return (
    <>
      <SelectField
        label="Shown as"
        value={render.type}
        options={RENDERS}
        onChange={(type) => {
          onFewShot({ ...fewShot, render: type === 'turns' ? { type: 'turns' } : toDefault(config).render });
        }}
      />
      {render.type === 'turns' ? null : (
        <>
          <AreaField
            label="Template of one demonstration"
            hint="{input} and {target}, exactly once each"
            rows={3}
            value={render.template}
            error={errorAt('task.fewShot.render.template')}
            onChange={(template) => {
              onFewShot({ ...fewShot, render: { ...render, template } });
            }}
          />
          <AreaField
            label="Separator"
            hint="put behind each demonstration; line breaks count"
            rows={3}
            value={render.separator}
            error={errorAt('task.fewShot.render.separator')}
            onChange={(separator) => {
              onFewShot({ ...fewShot, render: { ...render, separator } });
            }}
          />
        </>
      )}
    </>
  );
}

function toDefault({ task }: HarnessConfig): FewShot {
  const template = task.promptTemplate === '{input}' ? '{input}\n{target}' : `${task.promptTemplate} {target}`;
  return {
    pool: { type: 'own-samples' },
    count: 3,
    draw: 'same',
    render: { type: 'text', template, separator: '\n\n' },
  };
}
