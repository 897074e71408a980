import type { InferenceSession } from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { toGraphShape } from '#workers/inference-ort/graph-shape.ts';

type Metadata = InferenceSession.ValueMetadata;

const tensor = (
  name: string,
  type: 'int64' | 'float32' | 'float16',
  shape: readonly (number | string)[],
): Metadata => ({
  name,
  isTensor: true,
  type,
  shape: [...shape],
});
const inputs = [
  tensor('input_ids', 'int64', ['b', 's']),
  tensor('attention_mask', 'int64', ['b', 't']),
  tensor('past_key_values.0.key', 'float32', ['b', 2, 'p', 8]),
  tensor('past_key_values.0.value', 'float32', ['b', 2, 'p', 8]),
];
const outputs = [
  tensor('logits', 'float32', ['b', 's', 'vocab_size']),
  tensor('present.0.key', 'float32', ['b', 2, 't', 8]),
  tensor('present.0.value', 'float32', ['b', 2, 't', 8]),
];
const replace = (list: readonly Metadata[], changed: Metadata): Metadata[] =>
  list.map((entry) => (entry.name === changed.name ? changed : entry));

describe('the shape of a graph', () => {
  it('is read from names and metadata; a vocabulary that is only named is left open', () => {
    expect(toGraphShape(inputs, outputs)).toMatchObject({
      ok: true,
      value: { layers: 1, kvHeads: 2, headDim: 8, vocabularySize: null, hasPositionIds: false, hasLogitsToKeep: false },
    });
  });

  it.each([
    {
      name: 'an unknown input',
      inputs: [...inputs, tensor('use_cache_branch', 'int64', [1])],
      outputs,
      message: 'use_cache_branch',
    },
    { name: 'no cache', inputs: inputs.slice(0, 2), outputs, message: 'past_key_values.0.key' },
    { name: 'half a layer', inputs: inputs.slice(0, 3), outputs, message: 'past_key_values.0.value' },
    { name: 'no present value', inputs, outputs: outputs.slice(0, 2), message: 'present.0.value' },
    {
      name: 'a cache of whole numbers',
      inputs: replace(inputs, tensor('past_key_values.0.key', 'int64', ['b', 2, 'p', 8])),
      outputs,
      message: 'int64',
    },
    {
      name: 'a cache of two types',
      inputs: replace(inputs, tensor('past_key_values.0.key', 'float16', ['b', 2, 'p', 8])),
      outputs,
      message: 'sizes or types',
    },
    {
      name: 'heads without a number',
      inputs: replace(inputs, tensor('past_key_values.0.value', 'float32', ['b', 'heads', 'p', 8])),
      outputs,
      message: 'heads',
    },
    {
      name: 'caches of different sizes',
      inputs: replace(inputs, tensor('past_key_values.0.value', 'float32', ['b', 2, 'p', 16])),
      outputs,
      message: 'different sizes',
    },
    {
      name: 'logits of whole numbers',
      inputs,
      outputs: replace(outputs, tensor('logits', 'int64', ['b', 's', 10])),
      message: 'int64',
    },
  ])('is refused with $name, which is named', (graph) => {
    const shape = toGraphShape(graph.inputs, graph.outputs);
    expect(shape).toMatchObject({ ok: false, failure: { code: 'runtime-unsupported' } });
    expect(!shape.ok && shape.failure.message).toContain(graph.message);
  });
});
