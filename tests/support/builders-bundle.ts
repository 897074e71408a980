import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { Sample } from '#core/model/sample.ts';

const REFERENCE_PATHS = [
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer_config.json',
] as const;

/** From the disk in Node, from the test server in Chromium. */
async function loadReferenceFile(path: string): Promise<string> {
  if (typeof window !== 'undefined') return (await fetch(`/models/reference/${path}`)).text();
  const { readFile } = await import('node:fs/promises');
  return readFile(`public/models/reference/${path}`, 'utf8');
}

const referenceTexts = Object.fromEntries(
  await Promise.all(REFERENCE_PATHS.map(async (path) => [path, await loadReferenceFile(path)] as const)),
);

/** Text of the reference model's tokenizer and template files by path. */
export function readReferenceTokenizerFiles(): Readonly<Record<string, string>> {
  return referenceTexts;
}

/** The reference model, its tokenizer files with their real hashes, its graph with a made-up one. */
export function buildModel(files: Readonly<Record<string, string>> = readReferenceTokenizerFiles()): ModelRef {
  return {
    modelId: 'reference',
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype: 'fp32',
    source: { type: 'embedded', path: 'reference' },
    revision: null,
    licence: 'CC0-1.0',
    files: [
      { path: 'onnx/model.onnx', bytes: 4_000_000, sha256: 'a'.repeat(64) },
      ...Object.entries(files).map(([path, text]) => ({
        path,
        bytes: encodeUtf8(text).length,
        sha256: sha256Hex(text),
      })),
    ],
    chatTemplate: null,
  };
}

/** Three samples: two choices with options, one short answer with letters outside ASCII. */
export function buildSamples(): readonly Sample[] {
  return [
    {
      sampleId: 'choice-1',
      clusterId: 'choice-1',
      family: 'choice',
      input: 'Which is a fruit?\nA) stone\nB) apple\nAnswer with the letter.',
      target: ['B'],
      options: { labels: ['A', 'B'], texts: ['stone', 'apple'] },
      protect: [],
      severityOfError: null,
    },
    {
      sampleId: 'choice-2',
      clusterId: 'choice-2',
      family: 'choice',
      input: 'Which is a colour?\nA) red\nB) seven\nAnswer with the letter.',
      target: ['A'],
      options: { labels: ['A', 'B'], texts: ['red', 'seven'] },
      protect: [],
      severityOfError: null,
    },
    {
      sampleId: 'short-1',
      clusterId: 'short',
      family: 'short',
      input: 'Repeat: Zoë 🌊',
      target: ['Zoë 🌊'],
      options: null,
      protect: ['Zoë'],
      severityOfError: null,
    },
  ];
}

/** A small valid configuration; `changes` replace top-level fields. */
export function buildConfig(changes: Partial<HarnessConfig> = {}): HarnessConfig {
  return {
    schemaVersion: 1,
    name: 'Bundle test: élan',
    notes: '',
    models: [buildModel()],
    task: {
      taskId: 'bundle-test',
      version: 1,
      title: 'Bundle test',
      system: 'Be brief.',
      promptTemplate: '{input}',
      samples: { type: 'inline', samples: [...buildSamples()] },
    },
    decoding: { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, maxNewTokens: 12, stopStrings: [] },
    protocol: {
      masterSeed: 20261120,
      epochs: { baseline: 2, perturbed: 1 },
      perturbations: [{ id: 'case_lower', version: 1, params: {}, variants: 1 }],
    },
    scorers: [
      {
        name: 'answer',
        version: 1,
        rules: [
          { type: 'choice', families: ['choice'] },
          { type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true },
        ],
      },
    ],
    execution: { batchSize: 16 },
    analysis: { level: 0.95, bootstrap: { resamples: 200, seed: 1 } },
    ...changes,
  };
}
