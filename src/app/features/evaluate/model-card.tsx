import { Panel } from '#app/ui/panel.tsx';
import { withEntry } from '#core/model/model-grid.ts';
import { lazy, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { Disclosure } from './disclosure.tsx';
import styles from './model-card.module.css';
import { ModelEntry, OnlyModel } from './model-entry.tsx';
import { ModelFolderInput } from './model-folder-input.tsx';

const AddEntry = lazy(async () => ({ default: (await import('./add-entry.tsx')).AddEntry }));

/** Which models answer, pinned by the hashes of their files, and on what each one runs. */
export function ModelCard({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const { models } = config;
  const setModels = (next: HarnessModels): void => {
    onChange({ ...config, models: next });
  };
  const toEntry = (index: number): ((field: string) => string | null) => {
    const path = `models[${index}]`;
    return (field) => errorAt(field === '' ? path : `${path}.${field}`);
  };
  const [only, ...others] = models;
  return (
    <Panel title={others.length === 0 ? 'Model' : `Models: ${String(models.length)}, one after the other`}>
      {only !== undefined && others.length === 0 ? (
        <OnlyModel
          model={only}
          errorAt={toEntry(0)}
          onChange={(model) => {
            setModels([model]);
          }}
        />
      ) : (
        <div className={styles['entries']}>
          {models.map((model, index) => (
            <ModelEntry
              key={`entry ${String(index)}`}
              model={model}
              errorAt={toEntry(index)}
              onChange={(next) => {
                setModels(models.with(index, next));
              }}
              onRemove={() => {
                setModels(models.toSpliced(index, 1));
              }}
            />
          ))}
        </div>
      )}
      <Disclosure summary={others.length === 0 ? 'Compare with other models, or use another one' : 'Add a model'}>
        <AddEntry models={models} onChange={setModels} />
      </Disclosure>
      <ModelFolderInput
        onModel={(model) => {
          setModels(others.length === 0 ? [model] : withEntry(models, model));
        }}
      />
    </Panel>
  );
}

type HarnessModels = FormPartProps['config']['models'];
