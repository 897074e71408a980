import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Loading } from '#app/ui/loading.tsx';
import type { Result } from '#core/errors/result.ts';
import { withEntry } from '#core/model/model-grid.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { useEffect, useState, type JSX } from 'react';
import styles from './model-card.module.css';
import { loadModelChoices, type ModelChoice } from './model-choices.ts';

interface AddEntryProps {
  readonly models: readonly ModelRef[];
  readonly onChange: (models: ModelRef[]) => void;
}

/** Puts a model that is at hand into the configuration, beside those in it or in their place. */
export function AddEntry({ models, onChange }: AddEntryProps): JSX.Element {
  const { ports } = useServices();
  const [choices, setChoices] = useState<Result<readonly ModelChoice[]> | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    loadModelChoices(ports).then(setChoices, reportError);
  }, [ports]);
  if (choices === null) return <Loading label="Looking for models…" />;
  if (!choices.ok) return <FailureNotice failure={choices.failure} />;
  const choice = choices.value.find(({ modelHash }) => modelHash === chosen) ?? choices.value[0];
  if (choice === undefined) return <p className={styles['note']}>No model is at hand.</p>;
  const change = (next: ModelRef[]): void => {
    setSaid(`${next.at(-1)?.modelId ?? ''} is in. ${next.length} ${next.length === 1 ? 'model' : 'models'} in all.`);
    onChange(next);
  };
  return (
    <div className={styles['add']}>
      <SelectField
        label="Model to add"
        value={choice.modelHash}
        options={choices.value.map(({ modelHash, label }) => ({ value: modelHash, label }))}
        onChange={setChosen}
      />
      <div className={styles['buttons']}>
        <Button
          onPress={() => {
            change(withEntry(models, choice.model));
          }}
        >
          Add beside
        </Button>
        <Button
          variant="quiet"
          onPress={() => {
            change([choice.model]);
          }}
        >
          Use instead
        </Button>
      </div>
      <p role="status" className={styles['note']}>
        {said}
      </p>
      <p className={styles['note']}>
        Every model answers the same samples and is loaded once. The same model may be in twice, with another runtime,
        device or number of threads.
      </p>
    </div>
  );
}
