import { NumberField } from '#app/ui/field.tsx';
import { toDoublingLooks } from '#core/model/doubling-looks.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './evaluate-page.module.css';

/** Epochs, seed, batch size. */
export function ProtocolFields({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const { protocol, execution } = config;
  const setEpochs = (epochs: typeof protocol.epochs): void => {
    const { precision } = protocol;
    // The first look of a precision target is at these epochs.
    const looks = toDoublingLooks(epochs.baseline);
    onChange({
      ...config,
      protocol: { ...protocol, epochs, ...(precision == null ? {} : { precision: { ...precision, looks } }) },
    });
  };
  return (
    <div className={styles['fields']}>
      <NumberField
        label="Epochs"
        hint="of each plain prompt"
        min={1}
        value={protocol.epochs.baseline}
        error={errorAt('protocol.epochs.baseline')}
        onChange={(baseline) => {
          setEpochs({ ...protocol.epochs, baseline });
        }}
      />
      <NumberField
        label="Epochs, perturbed"
        hint="of each perturbed prompt"
        min={1}
        value={protocol.epochs.perturbed}
        error={errorAt('protocol.epochs.perturbed')}
        onChange={(perturbed) => {
          setEpochs({ ...protocol.epochs, perturbed });
        }}
      />
      <NumberField
        label="Master seed"
        hint="root of every draw"
        min={0}
        value={protocol.masterSeed}
        error={errorAt('protocol.masterSeed')}
        onChange={(masterSeed) => {
          onChange({ ...config, protocol: { ...protocol, masterSeed } });
        }}
      />
      <NumberField
        label="Batch size"
        hint="rows decoded together"
        min={1}
        value={execution.batchSize}
        error={errorAt('execution.batchSize')}
        onChange={(batchSize) => {
          onChange({ ...config, execution: { ...execution, batchSize } });
        }}
      />
    </div>
  );
}

type NumericDecoding = Exclude<keyof Decoding, 'stopStrings'>;

const decodingFields: readonly {
  readonly key: NumericDecoding;
  readonly label: string;
  readonly hint: string;
  readonly step: number | 'any';
}[] = [
  { key: 'temperature', label: 'Temperature', hint: '0 = always the best token', step: 'any' },
  { key: 'topK', label: 'Top-k', hint: '0 = off', step: 1 },
  { key: 'topP', label: 'Top-p', hint: '1 = off', step: 'any' },
  { key: 'minP', label: 'Min-p', hint: '0 = off', step: 'any' },
  { key: 'repetitionPenalty', label: 'Repetition penalty', hint: '1 = off', step: 'any' },
  { key: 'maxNewTokens', label: 'Max new tokens', hint: 'per trial', step: 1 },
];

/** The sampler's controls. */
export function DecodingFields({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  return (
    <div className={styles['fields']}>
      {decodingFields.map(({ key, label, hint, step }) => (
        <NumberField
          key={key}
          label={label}
          hint={hint}
          step={step}
          value={config.decoding[key]}
          error={errorAt(`decoding.${key}`)}
          onChange={(value) => {
            onChange({ ...config, decoding: { ...config.decoding, [key]: value } });
          }}
        />
      ))}
    </div>
  );
}
