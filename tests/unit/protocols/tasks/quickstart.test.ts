import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { ModelFile } from '#core/model/model-ref.ts';
import { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { findPerturbation, perturbations } from '#protocols/registry.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { toQuickstartFiles } from '#scripts/write-quickstart.ts';
import * as z from 'zod';

const PUBLIC = new URL('../../../../public/', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, PUBLIC), 'utf8');
}

const config = HarnessConfig.parse(JSON.parse(read('configs/quickstart.json')));
const taskText = read('tasks/quickstart-1.jsonl');
const samples = taskText
  .trimEnd()
  .split('\n')
  .map((line) => Sample.parse(JSON.parse(line)));

describe('the quick-start task', () => {
  test('has 100 samples of four families with unique ids', () => {
    expect(samples).toHaveLength(100);
    expect(new Set(samples.map(({ sampleId }) => sampleId)).size).toBe(100);
    expect(new Set(samples.map(({ family }) => family))).toEqual(new Set(['choice', 'extract', 'short', 'math']));
  });

  test('has at least 15 samples with precomposed letters', () => {
    const marked = samples.filter(({ input }) => input !== input.normalize('NFD'));
    expect(marked.length).toBeGreaterThanOrEqual(15);
  });

  test('puts samples of one source, and only them, into one cluster', () => {
    const clusters = Map.groupBy(samples, ({ clusterId }) => clusterId);
    for (const [clusterId, members] of clusters) {
      expect(members.every(({ sampleId }) => sampleId === clusterId || sampleId.startsWith(`${clusterId}-`))).toBe(
        true,
      );
    }
    expect(clusters.size).toBe(14 + 15 + 16 + 10 + 16);
  });

  test('spreads the targets of choices over all labels', () => {
    const choices = samples.filter(({ family }) => family === 'choice');
    const counts = Map.groupBy(choices, ({ target }) => target[0]);
    for (const label of ['A', 'B', 'C']) expect(counts.get(label)?.length).toBeGreaterThanOrEqual(6);
  });

  test('every target is judged right by the scorer of its own configuration', () => {
    const [scorer] = config.scorers;
    for (const sample of samples) {
      const score = scorer === undefined ? null : scoreOutput(scorer, sample, sample.target[0] ?? '');
      expect(score, sample.sampleId).toMatchObject({ success: 1 });
    }
  });

  test.each(config.protocol.perturbations.map((asked) => [asked.id, asked] as const))(
    '%s changes at least ten samples',
    (id, asked) => {
      const perturbation = findPerturbation(id, asked.version);
      const changed = samples.filter((sample) => {
        const prompt = { sample, system: config.task.system };
        const rng = createRng(config.protocol.masterSeed).fork(sample.sampleId);
        const next = perturbation?.apply(prompt, asked.params, 0, rng) ?? prompt;
        return next.system !== prompt.system || next.sample.input !== sample.input;
      });
      expect(changed.length).toBeGreaterThanOrEqual(10);
    },
  );
});

describe('the quick-start configuration', () => {
  test('uses every perturbation of the registry with valid parameters', () => {
    expect(config.protocol.perturbations.map(({ id }) => id)).toEqual(perturbations.map(({ id }) => id));
    for (const { id, version, params } of config.protocol.perturbations) {
      expect(findPerturbation(id, version)?.checkParams(params)).toBeNull();
    }
  });

  test('names the task file by its bytes and hash', () => {
    const file = config.task.samples;
    expect(file).toEqual({
      type: 'file',
      path: 'tasks/quickstart-1.jsonl',
      bytes: Buffer.byteLength(taskText),
      sha256: sha256Hex(taskText),
      sampleCount: samples.length,
    });
  });

  test('names the files of the model by their bytes and hashes', () => {
    for (const { path, bytes, sha256 } of config.models[0]?.files ?? []) {
      const data = readFileSync(new URL(`models/seed/${path}`, PUBLIC));
      expect({ path, bytes: data.length, sha256: sha256Hex(data) }).toEqual({ path, bytes, sha256 });
    }
  });
});

const Manifest = z.array(
  z.strictObject({
    modelId: z.string(),
    path: z.string(),
    title: z.string(),
    parameters: z.int(),
    licence: z.string(),
    dtypes: z.array(z.enum(['fp32', 'q8', 'q4'])),
    contextLength: z.int(),
    files: z.array(ModelFile),
  }),
);

describe('the model manifest', () => {
  const manifest = Manifest.parse(JSON.parse(read('models/manifest.json')));

  test('lists existing files with their bytes and hashes', () => {
    for (const { path: folder, files } of manifest) {
      expect(files.filter(({ path }) => path.endsWith('.onnx'))).toHaveLength(3);
      for (const { path, bytes, sha256 } of files) {
        const url = new URL(`models/${folder}/${path}`, PUBLIC);
        expect(existsSync(url), path).toBe(true);
        const data = readFileSync(url);
        expect({ bytes: data.length, sha256: sha256Hex(data) }).toEqual({ bytes, sha256 });
      }
    }
  });
});

test('the committed files are what the script writes', () => {
  for (const [path, text] of toQuickstartFiles()) expect(read(path), path).toBe(text);
});
