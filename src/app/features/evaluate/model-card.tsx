import { Facts } from '#app/ui/facts.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toDeviceText } from '#core/charts/device-text.ts';
import { toBytesText, toCountText } from '#core/charts/number-text.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import { Device, type ModelRef } from '#core/model/model-ref.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { ModelFolderInput } from './model-folder-input.tsx';
import { RuntimeFields, runtimeText } from './runtime-fields.tsx';

/** Which models answer, pinned by the hashes of their files. */
export function ModelCard({ config, onChange }: FormPartProps): JSX.Element {
  return (
    <Panel title={config.models.length === 1 ? 'Model' : 'Models'}>
      {config.models.map((model, index) => (
        <div key={model.modelId}>
          <Facts facts={toFacts(model)} />
          {model.runtime === 'ort' ? (
            <SelectField
              label={config.models.length === 1 ? 'Device' : `Device of ${model.modelId}`}
              value={model.device}
              options={Device.options.map((device) => ({ value: device, label: toDeviceText(device) }))}
              onChange={(value) => {
                const device = Device.parse(value);
                onChange({ ...config, models: config.models.with(index, { ...model, device }) });
              }}
            />
          ) : null}
        </div>
      ))}
      <RuntimeFields
        models={config.models}
        onChange={(models) => {
          onChange({ ...config, models });
        }}
      />
      <ModelFolderInput
        onModel={(model) => {
          onChange({ ...config, models: [model] });
        }}
      />
    </Panel>
  );
}

const dtypeText: Readonly<Record<ModelRef['dtype'], string>> = {
  fp32: 'fp32, full precision',
  fp16: 'fp16, half precision',
  q8: 'q8, 8-bit weights',
  q4: 'q4, 4-bit weights',
  q4f16: 'q4f16, 4-bit weights, half precision',
  gguf: 'as the GGUF file has them',
};

function toFacts(model: ModelRef): readonly { readonly label: string; readonly value: JSX.Element | string }[] {
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    { label: 'Name', value: model.modelId },
    { label: 'From', value: toSourceText(model) },
    { label: 'Size', value: `${toBytesText(bytes)} in ${toCountText(model.files.length)} files` },
    { label: 'Weights', value: dtypeText[model.dtype] },
    {
      label: 'Runs on',
      value: `${runtimeText[model.runtime]}, ${toDeviceText(model.device)}${model.device === 'webgpu' ? '' : `, ${toCountText(model.threads)} ${model.threads === 1 ? 'thread' : 'threads'}`}`,
    },
    { label: 'Licence', value: model.licence ?? 'not stated' },
    { label: 'Model hash', value: <HashText hash={toModelHash(model)} /> },
  ];
}

function toSourceText({ source }: ModelRef): string {
  switch (source.type) {
    case 'embedded':
      return 'this site';
    case 'url':
      return source.baseUrl;
    case 'hub':
      return `${source.repo} on ${new URL(source.hubUrl).host}`;
    case 'local':
      return `folder “${source.folderName}” on this machine`;
    default:
      return source satisfies never;
  }
}
