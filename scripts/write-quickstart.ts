// Writes the quick-start task, its configuration and the manifest of the embedded models; the same bytes every time.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { sha256Hex } from '#core/hash/sha256.ts';
import { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import { perturbations } from '#protocols/registry.ts';
import { toQuickstartSamples } from '#protocols/tasks/quickstart/to-quickstart-samples.ts';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const MODEL_ID = 'plumbline/seed-1m';
const MODEL_FOLDER = 'seed';
const TASK_PATH = 'tasks/quickstart-1.jsonl';
/** Model files that the configuration pins: one graph and what encodes and decodes text. */
const PINNED = [
  'onnx/model.onnx',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
];

const ModelList = z.array(z.looseObject({ modelId: z.string() }));

function toModelFile(path: string): ModelFile {
  const data = readFileSync(join(PUBLIC, 'models', MODEL_FOLDER, path));
  return { path, bytes: data.length, sha256: sha256Hex(data) };
}

function toConfig(taskText: string, sampleCount: number): HarnessConfig {
  return HarnessConfig.parse({
    schemaVersion: 1,
    name: 'Quick start',
    notes:
      'A model of one million parameters on 100 short samples: enough to see every number of a report in a few minutes.',
    models: [
      {
        modelId: MODEL_ID,
        runtime: 'ort',
        device: 'wasm',
        threads: 1,
        dtype: 'fp32',
        source: { type: 'embedded', path: MODEL_FOLDER },
        revision: null,
        licence: 'CC0-1.0',
        files: PINNED.map((path) => toModelFile(path)),
        chatTemplate: null,
      },
    ],
    task: {
      taskId: 'plumbline/quickstart',
      version: 1,
      title: 'Quick start: facts, fields, intents and sums',
      system: 'You are a helpful assistant.',
      promptTemplate: '{input}',
      samples: {
        type: 'file',
        path: TASK_PATH,
        bytes: Buffer.byteLength(taskText),
        sha256: sha256Hex(taskText),
        sampleCount,
      },
    },
    decoding: { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, maxNewTokens: 48, stopStrings: [] },
    protocol: {
      masterSeed: 20261120,
      epochs: { baseline: 16, perturbed: 4 },
      perturbations: perturbations.map(({ id, version, defaultParams }) => ({
        id,
        version,
        params: { ...defaultParams },
        variants: 1,
      })),
    },
    scorers: [
      {
        name: 'answer',
        version: 1,
        rules: [
          { type: 'choice', families: ['choice'] },
          { type: 'json-fields', families: ['extract'], credit: 'whole' },
          { type: 'exact', families: ['short'], ignoreCase: true, ignoreFinalPunctuation: true },
          { type: 'number', families: ['math'], take: 'last', tolerance: 0 },
        ],
      },
    ],
    execution: { batchSize: 16 },
    analysis: { level: 0.95, bootstrap: { resamples: 2000, seed: 1 } },
  });
}

/** The list of models with the seed model in its place; what training has put there stays. */
function toManifest(): unknown {
  const folder = join(PUBLIC, 'models', MODEL_FOLDER);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
  const seed = {
    modelId: MODEL_ID,
    path: MODEL_FOLDER,
    title: 'Seed model, 1.0 M parameters',
    // Tied embedding 2048 · 128, four layers of 184 576, final norm 128.
    parameters: 1_000_576,
    licence: 'CC0-1.0',
    dtypes: ['fp32', 'q8', 'q4'],
    contextLength: 512,
    files: paths.map((path) => toModelFile(path)),
  };
  const listed = ModelList.parse(JSON.parse(readFileSync(join(PUBLIC, 'models/manifest.json'), 'utf8')));
  const isListed = listed.some(({ modelId }) => modelId === MODEL_ID);
  return isListed ? listed.map((model) => (model.modelId === MODEL_ID ? seed : model)) : [seed, ...listed];
}

/** Text of every file this script writes, by path under `public/`. */
export function toQuickstartFiles(): ReadonlyMap<string, string> {
  const samples = toQuickstartSamples();
  const taskText = samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
  const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    [TASK_PATH, taskText],
    ['configs/quickstart.json', toText(toConfig(taskText, samples.length))],
    ['models/manifest.json', toText(toManifest())],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of toQuickstartFiles()) {
    mkdirSync(dirname(join(PUBLIC, path)), { recursive: true });
    writeFileSync(join(PUBLIC, path), text);
    console.log(`wrote public/${path}`);
  }
}
