import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { READY_CONFIGS } from '#app/ready-configs.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import type { Sample } from '#core/model/sample.ts';
import { isTaskFileOf } from '#harness/task-file.ts';
import { planRun } from '#harness/plan-run.ts';
import { findPerturbation, perturbations } from '#protocols/registry.ts';
import { toMaintenanceDeskSamples } from '#protocols/tasks/maintenance-desk/to-maintenance-desk-samples.ts';
import { toQuickstartFiles } from '#scripts/write-quickstart.ts';
import { toShippedFiles } from '#scripts/write-shipped-tasks.ts';
import { ModelManifest } from '#training/export/model-folder.ts';
import * as z from 'zod';

const PUBLIC = new URL('../../../public/', import.meta.url);
const TASK = 'tasks/maintenance-desk-1.jsonl';
const CHOICE_TASK = 'tasks/maintenance-desk-choice-1.jsonl';

function read(path: string): Buffer {
  return readFileSync(new URL(path, PUBLIC));
}

function readTask(path: string): { readonly taskBytes: Buffer; readonly samples: readonly Sample[] } {
  const taskBytes = read(path);
  const parsed = parseSamplesJsonl(taskBytes, path);
  return { taskBytes, samples: parsed.ok ? parsed.value : [] };
}

test('the task file holds the samples of the task, in the form that bundles are checked against', () => {
  const { taskBytes, samples } = readTask(TASK);
  expect(samples).toEqual(toMaintenanceDeskSamples().map(({ sample }) => sample));
  expect(isTaskFileOf(samples, sha256Hex(taskBytes))).toBe(true);
});

test('the task of choices holds every sample with options', () => {
  const { taskBytes, samples } = readTask(CHOICE_TASK);
  expect(samples).toEqual(readTask(TASK).samples.filter(({ options }) => options !== null));
  expect(samples).toHaveLength(96);
  expect(isTaskFileOf(samples, sha256Hex(taskBytes))).toBe(true);
});

const written = [...toQuickstartFiles().keys()].filter((path) => path.startsWith('configs/'));

test('the app offers every configuration that is there', () => {
  const shipped = [...toShippedFiles().keys()].filter((path) => path.startsWith('configs/'));
  expect(READY_CONFIGS.map(({ path }) => path).toSorted()).toEqual([...written, ...shipped].toSorted());
});

describe.each(READY_CONFIGS.filter(({ path }) => written.includes(path)))('$label', ({ path }) => {
  const config = HarnessConfig.parse(JSON.parse(read(path).toString()));
  const isChoice = config.task.mode?.type === 'choose';
  const task = isChoice ? CHOICE_TASK : TASK;
  const { taskBytes, samples } = readTask(task);
  const plan = planRun(config, samples);

  test('names the task file by its bytes and hash', () => {
    expect(config.task.samples).toEqual({
      type: 'file',
      path: task,
      bytes: taskBytes.length,
      sha256: sha256Hex(taskBytes),
      sampleCount: samples.length,
    });
  });

  test('names the files of the model by their bytes and hashes', () => {
    const [model] = config.models;
    expect(model?.source).toEqual({ type: 'embedded', path: 'reference' });
    for (const { path: file, bytes, sha256 } of model?.files ?? []) {
      const data = read(`models/reference/${file}`);
      expect({ file, bytes: data.length, sha256: sha256Hex(data) }).toEqual({ file, bytes, sha256 });
    }
  });

  test('uses perturbations of the registry, each of which changes at least twenty samples', () => {
    expect(plan.ok).toBe(true);
    for (const { id, version, params, variants } of config.protocol.perturbations) {
      const perturbation = findPerturbation(id, version);
      expect(perturbation?.checkParams(params)).toBeNull();
      expect(perturbation?.variantCount ?? variants, id).toBeGreaterThanOrEqual(variants);
    }
    const noops = Object.entries(plan.ok ? plan.value.noopCountByCondition : {});
    expect(noops.length).toBeGreaterThan(0);
    for (const [conditionId, count] of noops) expect(samples.length - count, conditionId).toBeGreaterThanOrEqual(20);
  });

  test.skipIf(isChoice)('has the baseline epochs that the worst case over its conditions needs', () => {
    for (const perturbationClass of ['P', 'L']) {
      const ids = perturbations.filter((entry) => entry.class === perturbationClass).map(({ id }) => id);
      const used = config.protocol.perturbations.filter(({ id }) => ids.includes(id));
      const conditions = used.reduce((sum, { variants }) => sum + variants, 0);
      expect(conditions).toBeGreaterThan(0);
      expect(config.protocol.epochs.baseline).toBeGreaterThan(conditions);
    }
  });
});

describe('the model manifest', () => {
  const manifest = z.array(ModelManifest).parse(JSON.parse(read('models/manifest.json').toString()));

  test('lists existing files with their bytes and hashes', () => {
    expect(manifest.map(({ modelId }) => modelId)).toContain('plumbline/reference-1m');
    for (const { path: folder, files } of manifest) {
      expect(files.filter(({ path }) => path.endsWith('.onnx'))).toHaveLength(3);
      for (const { path, bytes, sha256 } of files) {
        const url = new URL(`models/${folder}/${path}`, PUBLIC);
        expect(existsSync(url), path).toBe(true);
        const data = readFileSync(url);
        expect({ path, bytes: data.length, sha256: sha256Hex(data) }).toEqual({ path, bytes, sha256 });
      }
    }
  });
});

test('the committed files say what the script writes', () => {
  for (const [path, text] of toQuickstartFiles()) {
    const committed = read(path).toString();
    // A configuration is hashed in canonical form, so the order of its fields is free; the task file is hashed as it is.
    if (path.endsWith('.json')) expect(JSON.parse(committed), path).toEqual(JSON.parse(text));
    else expect(committed, path).toBe(text);
  }
});
