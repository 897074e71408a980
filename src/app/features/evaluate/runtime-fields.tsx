import { SelectField } from '#app/ui/field.tsx';
import type { ModelRef } from '#core/model/model-ref.ts';
import { RuntimeName } from '#core/model/runtime-capabilities.ts';
import type { JSX } from 'react';

/** Runtimes as a person may know them. */
export const runtimeText: Readonly<Record<RuntimeName, string>> = {
  ort: 'ONNX Runtime',
  transformers: 'Transformers.js',
  wllama: 'llama.cpp (wllama)',
};

const RUNTIME_OPTIONS = RuntimeName.options
  .filter((runtime) => runtime !== 'wllama')
  .map((runtime) => ({ value: runtime, label: runtimeText[runtime] }));

/** Which runtime executes each ONNX model; a GGUF file has one only. */
export function RuntimeFields({
  models,
  onChange,
}: {
  readonly models: readonly ModelRef[];
  readonly onChange: (models: ModelRef[]) => void;
}): JSX.Element {
  return (
    <>
      {models.map((model, index) =>
        model.dtype === 'gguf' ? null : (
          <SelectField
            key={model.modelId}
            label={models.length === 1 ? 'Runtime' : `Runtime of ${model.modelId}`}
            value={model.runtime}
            options={RUNTIME_OPTIONS}
            onChange={(value) => {
              const runtime = RuntimeName.parse(value);
              // Transformers.js runs on the processor here.
              const device = runtime === 'transformers' ? 'wasm' : model.device;
              onChange(models.with(index, { ...model, runtime, device }));
            }}
          />
        ),
      )}
    </>
  );
}
