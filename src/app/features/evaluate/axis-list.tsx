import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { toAxisText } from '#core/charts/axis-texts.ts';
import { toDeviceText } from '#core/charts/device-text.ts';
import { toAxisValues, type AxisConfig, type AxisType, type NumberAxis } from '#core/model/axis.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Device } from '#core/model/model-ref.ts';
import { toChooseMode, toPerplexityMode } from '#core/model/task-mode.ts';
import { useState, type JSX } from 'react';
import styles from './axis-list.module.css';
import type { FormPartProps } from './config-form.tsx';
import { QuantItem } from './quant-item.tsx';
import { useSiblingGraphs } from './use-sibling-graphs.ts';
import { toBackendAxis, toDefaultAxis, toNumbers, withValues } from './default-axis.ts';

const samplingTypes: readonly AxisType[] = [
  'temperature',
  'top-p',
  'min-p',
  'repetition-penalty',
  'max-tokens',
  'retokenise',
];
const executionTypes: readonly AxisType[] = ['batch', 'threads', 'backend', 'quant'];

/** The axes of the configuration, each with its values as a list, and those that can be added. */
export function AxisList({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const axes = config.protocol.axes ?? [];
  const setAxes = (next: readonly AxisConfig[]): void => {
    const { axes: _, ...protocol } = config.protocol;
    onChange({ ...config, protocol: next.length === 0 ? protocol : { ...protocol, axes: [...next] } });
  };
  const siblings = useSiblingGraphs(config.models);
  const graphs = siblings?.ok === true ? siblings.value : [];
  const addable = toTypes(config)
    .filter((type) => type !== 'quant' || graphs.length > 0)
    .filter((type) => type !== 'backend' || config.models.every(({ runtime }) => runtime === 'ort'))
    .filter((type) => axes.every((axis) => axis.type !== type));
  return (
    <div className={styles['list']}>
      {axes.length === 0 ? <p className={styles['none']}>No axis: every prompt is answered as configured.</p> : null}
      {axes.length === 0 ? null : (
        <ul className={styles['axes']}>
          {axes.map((axis, index) => {
            const item = {
              error: findError(axis, index, errorAt),
              onRemove: () => {
                setAxes(axes.toSpliced(index, 1));
              },
            };
            if (axis.type === 'backend') return <BackendItem key={axis.type} {...item} values={axis.values} />;
            return axis.type === 'quant' ? (
              <QuantItem
                key={axis.type}
                {...item}
                values={axis.values}
                graphs={graphs}
                onChange={(values) => {
                  setAxes(axes.with(index, { ...axis, values }));
                }}
              />
            ) : (
              <AxisItem
                key={axis.type}
                {...item}
                axis={axis}
                onChange={(next) => {
                  setAxes(axes.with(index, next));
                }}
              />
            );
          })}
        </ul>
      )}
      {addable.length === 0 ? null : (
        <AddAxis
          types={addable}
          onAdd={(type) => {
            if (type === 'quant') return setAxes([...axes, { type, values: [...graphs] }]);
            setAxes([...axes, type === 'backend' ? toBackendAxis(config) : toDefaultAxis(config, type)]);
          }}
        />
      )}
      {siblings === null || graphs.length > 0 ? null : (
        <p className={styles['none']}>
          {siblings.ok
            ? 'Quantisation can be added here for a model that ships with the app, alone and as it is; for any other one, name its further graphs with their hashes in the JSON.'
            : `Quantisation cannot be added: ${siblings.failure.message}`}
        </p>
      )}
    </div>
  );
}

/** Axes that a task of this mode can have. */
function toTypes({ task }: HarnessConfig): readonly AxisType[] {
  if (toPerplexityMode(task) !== null) return ['threads', 'backend', 'quant'];
  return toChooseMode(task) === null ? [...samplingTypes, ...executionTypes] : executionTypes;
}

/** The first problem of an axis or of one of its values. */
function findError(axis: AxisConfig, index: number, errorAt: FormPartProps['errorAt']): string | null {
  const place = `protocol.axes[${index}]`;
  const field = `${place}.${axis.type === 'max-tokens' ? 'factors' : 'values'}`;
  const values = axis.type === 'quant' || axis.type === 'backend' ? axis.values : toAxisValues(axis);
  const places = [place, field, ...values.map((_, position) => `${field}[${position}]`)];
  return places.map(errorAt).find((error) => error !== null) ?? null;
}

interface AxisItemProps {
  readonly axis: NumberAxis;
  readonly error: string | null;
  readonly onChange: (axis: NumberAxis) => void;
  readonly onRemove: () => void;
}

function AxisItem({ axis, error, onChange, onRemove }: AxisItemProps): JSX.Element {
  const { title, values: hint } = toAxisText(axis.type);
  const joined = toAxisValues(axis).join(', ');
  const [entry, setEntry] = useState({ text: joined, joined });
  const text = entry.joined === joined ? entry.text : joined;
  return (
    <li className={styles['axis']}>
      <TextField
        label={title}
        hint={hint}
        value={text}
        error={error}
        onChange={(next) => {
          const values = toNumbers(next);
          setEntry({ text: next, joined: values.join(', ') });
          onChange(withValues(axis, values));
        }}
      />
      <div className={styles['remove']}>
        <Button variant="quiet" aria-label={`Remove axis ${title.toLowerCase()}`} onPress={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

interface BackendItemProps {
  readonly values: readonly Device[];
  readonly error: string | null;
  readonly onRemove: () => void;
}

/** There is one other device, so nothing can be chosen. */
function BackendItem({ values, error, onRemove }: BackendItemProps): JSX.Element {
  const { title } = toAxisText('backend');
  return (
    <li className={styles['axis']}>
      <p>
        {title}: {values.map(toDeviceText).join(', ')}
      </p>
      {error === null ? null : (
        <p role="alert" className={styles['error']}>
          {error}
        </p>
      )}
      <div className={styles['remove']}>
        <Button variant="quiet" aria-label={`Remove axis ${title.toLowerCase()}`} onPress={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

interface AddAxisProps {
  readonly types: readonly AxisType[];
  readonly onAdd: (type: AxisType) => void;
}

function AddAxis({ types, onAdd }: AddAxisProps): JSX.Element {
  const [chosen, setChosen] = useState<string>('');
  const type = types.find((candidate) => candidate === chosen) ?? types[0];
  return (
    <div className={styles['add']}>
      <SelectField
        label="New axis"
        value={type ?? ''}
        options={types.map((candidate) => ({ value: candidate, label: toAxisText(candidate).title }))}
        onChange={setChosen}
      />
      <Button
        onPress={() => {
          if (type !== undefined) onAdd(type);
        }}
      >
        Add axis
      </Button>
    </div>
  );
}
