import { Button } from '#app/ui/button.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { NumberField, SelectField, TextField } from '#app/ui/field.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { toDeviceText } from '#core/charts/device-text.ts';
import { toBytesText, toCountText } from '#core/charts/number-text.ts';
import { toSourceText } from '#app/ui/source-text.ts';
import { Device, type ModelRef } from '#core/model/model-ref.ts';
import { RuntimeName } from '#core/model/runtime-capabilities.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { JSX } from 'react';
import styles from './model-card.module.css';
import { RUNTIME_OPTIONS, runtimeText } from './runtime-text.ts';

export interface ModelEntryProps {
  readonly model: ModelRef;
  readonly onChange: (model: ModelRef) => void;
  readonly errorAt: (field: string) => string | null;
}

/** The only model of a configuration. */
export function OnlyModel(props: ModelEntryProps): JSX.Element {
  return (
    <>
      <Facts facts={toFacts(props.model)} />
      <EntryErrors {...props} />
      <div className={styles['fields']}>
        <ExecutionFields {...props} />
      </div>
    </>
  );
}

/** One of several: what sets it apart is at hand, the rest unfolds. */
export function ModelEntry({ onRemove, ...props }: ModelEntryProps & { readonly onRemove: () => void }): JSX.Element {
  const { model, onChange, errorAt } = props;
  return (
    <section className={styles['entry']} aria-label={model.modelId}>
      <div className={styles['head']}>
        <h3 className={styles['name']}>{model.modelId}</h3>
        <Button variant="quiet" aria-label={`Remove model ${model.modelId}`} onPress={onRemove}>
          Remove
        </Button>
      </div>
      <p className={styles['note']}>
        {dtypeText[model.dtype]} · {toRunsOnText(model)}
      </p>
      <EntryErrors {...props} />
      <TextField
        label="Name in the report"
        value={model.modelId}
        error={errorAt('modelId')}
        onChange={(modelId) => {
          onChange({ ...model, modelId });
        }}
      />
      <div className={styles['fields']}>
        <ExecutionFields {...props} />
      </div>
      <details className={styles['facts']}>
        <summary>Where it is from, size and hash</summary>
        <Facts facts={toFacts(model)} />
      </details>
    </section>
  );
}

/** Problems of the entry that are not of one of its fields. */
function EntryErrors({ errorAt }: ModelEntryProps): JSX.Element | null {
  const error = errorAt('files') ?? errorAt('dtype') ?? errorAt('device') ?? errorAt('');
  return error === null ? null : (
    <p role="alert" className={styles['error']}>
      {error}
    </p>
  );
}

/** What executes the model, and where; a GGUF file and an MLC folder have one runtime only. */
function ExecutionFields({ model, onChange, errorAt }: ModelEntryProps): JSX.Element | null {
  if (model.dtype === 'gguf' || model.dtype === 'mlc') return null;
  return (
    <>
      {model.runtime === 'ort' ? (
        <SelectField
          label="Device"
          value={model.device}
          options={Device.options.map((device) => ({ value: device, label: toDeviceText(device) }))}
          onChange={(value) => {
            onChange({ ...model, device: Device.parse(value) });
          }}
        />
      ) : null}
      <SelectField
        label="Runtime"
        value={model.runtime}
        options={RUNTIME_OPTIONS}
        onChange={(value) => {
          const runtime = RuntimeName.parse(value);
          // Transformers.js runs on the processor here.
          const device = runtime === 'transformers' ? 'wasm' : model.device;
          onChange({ ...model, runtime, device });
        }}
      />
      {model.device === 'wasm' ? (
        <NumberField
          label="Threads"
          value={model.threads}
          min={1}
          error={errorAt('threads')}
          onChange={(threads) => {
            onChange({ ...model, threads });
          }}
        />
      ) : null}
    </>
  );
}

const dtypeText: Readonly<Record<ModelRef['dtype'], string>> = {
  fp32: 'fp32, full precision',
  fp16: 'fp16, half precision',
  q8: 'q8, 8-bit weights',
  q4: 'q4, 4-bit weights',
  q4f16: 'q4f16, 4-bit weights, half precision',
  gguf: 'as the GGUF file has them',
  mlc: 'as the MLC folder has them',
};

function toRunsOnText({ runtime, device, threads }: ModelRef): string {
  const onThreads = device === 'webgpu' ? '' : `, ${toCountText(threads)} ${threads === 1 ? 'thread' : 'threads'}`;
  return `${runtimeText[runtime]}, ${toDeviceText(device)}${onThreads}`;
}

function toFacts(model: ModelRef): readonly { readonly label: string; readonly value: JSX.Element | string }[] {
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    { label: 'Name', value: model.modelId },
    { label: 'From', value: toSourceText(model) },
    { label: 'Size', value: `${toBytesText(bytes)} in ${toCountText(model.files.length)} files` },
    { label: 'Weights', value: dtypeText[model.dtype] },
    { label: 'Runs on', value: toRunsOnText(model) },
    { label: 'Licence', value: model.licence ?? 'not stated' },
    { label: 'Model hash', value: <HashText hash={toModelHash(model)} /> },
  ];
}
