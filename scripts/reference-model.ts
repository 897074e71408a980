import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelFile, type ModelRef } from '#core/model/model-ref.ts';
import * as z from 'zod';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const MODEL_ID = 'plumbline/reference-1m';
const MODEL_MANIFEST = 'models/manifest.json';
/** Model files that a configuration pins: one graph and what encodes and decodes text. */
const PINNED = [
  'onnx/model.onnx',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
];

const EmbeddedModel = z.object({
  modelId: z.string(),
  path: z.string(),
  licence: z.string(),
  files: z.array(ModelFile),
});

/** The embedded model as its manifest lists it. */
export function readReferenceModel(): ModelRef {
  const models = z.array(EmbeddedModel).parse(JSON.parse(readFileSync(join(PUBLIC, MODEL_MANIFEST), 'utf8')));
  const model = models.find(({ modelId }) => modelId === MODEL_ID);
  if (model === undefined) throw new Error(`public/${MODEL_MANIFEST} does not list ${MODEL_ID}: publish it first`);
  const files = PINNED.map((path) => {
    const file = model.files.find((listed) => listed.path === path);
    if (file === undefined) throw new Error(`public/${MODEL_MANIFEST} lists no ${path} of ${MODEL_ID}`);
    return file;
  });
  return {
    modelId: MODEL_ID,
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype: 'fp32',
    source: { type: 'embedded', path: model.path },
    revision: null,
    licence: model.licence,
    files,
    chatTemplate: null,
  };
}
