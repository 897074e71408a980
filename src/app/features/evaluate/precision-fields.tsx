import { NumberField, SelectField, TextField } from '#app/ui/field.tsx';
import { toPrecisionMetricText } from '#core/charts/to-looks-table.ts';
import type { PrecisionMetric, PrecisionTarget } from '#core/model/precision.ts';
import { useState, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './evaluate-page.module.css';

export interface PrecisionFieldsProps extends FormPartProps {
  readonly target: PrecisionTarget;
}

/** Metric, width, looks and budget of a precision target. */
export function PrecisionFields({ config, target, onChange, errorAt }: PrecisionFieldsProps): JSX.Element {
  const change = (part: Partial<PrecisionTarget>): void => {
    onChange({ ...config, protocol: { ...config.protocol, precision: { ...target, ...part } } });
  };
  const { metric } = target;
  return (
    <div className={styles['fields']}>
      <SelectField
        label="Metric"
        value={metric.id}
        options={metrics.map((one) => ({ value: one.id, label: toPrecisionMetricText(one) }))}
        onChange={(id) => {
          const chosen = metrics.find((one) => one.id === id);
          if (chosen !== undefined) change({ metric: chosen });
        }}
      />
      {metric.id === 'pass_hat_k' ? (
        <NumberField
          label="k"
          hint="trials that all succeed"
          min={2}
          value={metric.k}
          error={errorAt('protocol.precision.metric.k')}
          onChange={(k) => {
            change({ metric: { id: 'pass_hat_k', k } });
          }}
        />
      ) : null}
      <SelectField
        label="Scorer"
        value={target.scorer}
        options={config.scorers.map(({ name }) => ({ value: name, label: name }))}
        onChange={(scorer) => {
          change({ scorer });
        }}
      />
      <NumberField
        label="Half width"
        hint="± that is narrow enough"
        step="any"
        min={0}
        value={target.halfWidth}
        error={errorAt('protocol.precision.halfWidth')}
        onChange={(halfWidth) => {
          change({ halfWidth });
        }}
      />
      <LooksField
        looks={target.looks}
        error={errorAt('protocol.precision.looks') ?? findLookError(errorAt, target.looks.length)}
        onChange={(looks) => {
          change({ looks });
        }}
      />
      <TextField
        label="Token budget"
        hint="output tokens; empty = none"
        value={target.maxOutputTokens === null ? '' : String(target.maxOutputTokens)}
        error={errorAt('protocol.precision.maxOutputTokens')}
        onChange={(text) => {
          change({ maxOutputTokens: text.trim() === '' ? null : Number(text) });
        }}
      />
      <TextField
        label="Variance of a pilot"
        hint="between samples; empty = not known"
        value={target.betweenVariance === null ? '' : String(target.betweenVariance)}
        error={errorAt('protocol.precision.betweenVariance')}
        onChange={(text) => {
          change({ betweenVariance: text.trim() === '' ? null : Number(text) });
        }}
      />
    </div>
  );
}

const metrics: readonly PrecisionMetric[] = [
  { id: 'accuracy' },
  { id: 'pass_hat_k', k: 2 },
  { id: 'agreement_pairwise' },
  { id: 'outcome_consistency@c' },
];

interface LooksFieldProps {
  readonly looks: readonly number[];
  readonly error: string | null;
  readonly onChange: (looks: number[]) => void;
}

/** Epochs at which the run looks, as typed; what is no number becomes NaN, so that validation names it. */
function LooksField({ looks, error, onChange }: LooksFieldProps): JSX.Element {
  const [entry, setEntry] = useState({ text: looks.join(', '), looks: looks.join() });
  const text = entry.looks === looks.join() ? entry.text : looks.join(', ');
  return (
    <TextField
      label="Looks at epochs"
      hint="the last is the budget"
      value={text}
      error={error}
      onChange={(typed) => {
        const next = typed
          .split(/[\s,]+/)
          .filter((part) => part !== '')
          .map(Number);
        setEntry({ text: typed, looks: next.join() });
        onChange(next);
      }}
    />
  );
}

function findLookError(errorAt: FormPartProps['errorAt'], looks: number): string | null {
  for (let index = 0; index < looks; index += 1) {
    const error = errorAt(`protocol.precision.looks[${index}]`);
    if (error !== null) return error;
  }
  return null;
}
