import { SelectField } from '#app/ui/field.tsx';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { JSX } from 'react';
import styles from './report-page.module.css';

export interface ViewChoiceProps {
  readonly config: HarnessConfig;
  readonly model: string;
  readonly scorer: string;
  readonly onModel: (model: string) => void;
  readonly onScorer: (scorer: string) => void;
}

/** Chooses model and scorer where there are several. */
export function ViewChoice({ config, model, scorer, onModel, onScorer }: ViewChoiceProps): JSX.Element | null {
  if (config.models.length === 1 && config.scorers.length <= 1) return null;
  return (
    <div className={styles['choice']}>
      <SelectField
        label="Model"
        value={model}
        onChange={onModel}
        options={config.models.map(({ modelId }) => ({ value: modelId, label: modelId }))}
      />
      {config.scorers.length === 0 ? null : (
        <SelectField
          label="Scorer"
          value={scorer}
          onChange={onScorer}
          options={config.scorers.map(({ name }) => ({ value: name, label: name }))}
        />
      )}
    </div>
  );
}
