import { Tokenizer } from '@huggingface/tokenizers';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import { planRun } from '#harness/plan-run.ts';
import { isTaskFileOf } from '#harness/task-file.ts';
import { findPerturbation, perturbations } from '#protocols/registry.ts';
import { toShippedFiles } from '#scripts/write-shipped-tasks.ts';

const PUBLIC = new URL('../../../public/', import.meta.url);
const CONTEXT_TOKENS = 512;

function read(path: string): Buffer {
  return readFileSync(new URL(path, PUBLIC));
}

test('the committed files say what the script writes', () => {
  for (const [path, text] of toShippedFiles()) {
    const committed = read(path).toString();
    if (path.endsWith('.json')) expect(JSON.parse(committed), path).toEqual(JSON.parse(text));
    else expect(committed, path).toBe(text);
  }
});

describe.each([...toShippedFiles().keys()].filter((path) => path.startsWith('configs/')))('%s', (path) => {
  const config = HarnessConfig.parse(JSON.parse(read(path).toString()));
  const file = config.task.samples;
  const taskBytes = read(file.type === 'file' ? file.path : '');
  const parsed = parseSamplesJsonl(taskBytes, path);
  const samples = parsed.ok ? parsed.value : [];
  const plan = planRun(config, samples);

  test('names its task file by its bytes and hash, with sixty samples or more', () => {
    expect(file).toMatchObject({ bytes: taskBytes.length, sha256: sha256Hex(taskBytes), sampleCount: samples.length });
    expect(isTaskFileOf(samples, sha256Hex(taskBytes))).toBe(true);
    expect(samples.length).toBeGreaterThanOrEqual(60);
  });

  test('has a task whose README says where it comes from', () => {
    const folder = config.task.taskId
      .replace('plumbline/', '')
      .replace(/-(en|hi|kn|bn)$/, '')
      .replace('desk-texts', 'desk-facts');
    const readme = `protocols/tasks/${folder}/README.md`;
    expect(existsSync(readme), readme).toBe(true);
    const text = readFileSync(readme, 'utf8');
    for (const said of ['CC0 1.0', 'AI assistant', 'not reviewed by a native speaker']) expect(text).toContain(said);
  });

  test('changes a part of the prompts in every condition', () => {
    expect(plan.ok).toBe(true);
    for (const { id, version, params, variants } of config.protocol.perturbations) {
      const perturbation = findPerturbation(id, version);
      expect(perturbation?.checkParams(params)).toBeNull();
      expect(perturbation?.variantCount ?? variants, id).toBeGreaterThanOrEqual(variants);
    }
    const noops = Object.entries(plan.ok ? plan.value.noopCountByCondition : {});
    expect(noops.length).toBeGreaterThan(0);
    const still = noops.filter(([, count]) => samples.length - count < 10).map(([conditionId]) => conditionId);
    expect(still).toEqual([]);
  });

  test.skipIf(config.scorers.length === 0)(
    'has the baseline epochs that the worst case over its conditions needs',
    () => {
      for (const perturbationClass of ['P', 'L']) {
        const ids = perturbations.filter((entry) => entry.class === perturbationClass).map(({ id }) => id);
        const used = config.protocol.perturbations.filter(({ id }) => ids.includes(id));
        expect(used.length).toBeGreaterThan(0);
        expect(config.protocol.epochs.baseline).toBeGreaterThan(used.reduce((sum, { variants }) => sum + variants, 0));
      }
    },
  );

  test('leaves no prompt without room for its answer in the model’s context', () => {
    const toJson = (name: string) => JSON.parse(read(`models/reference/${name}`).toString());
    const tokenizer = new Tokenizer(toJson('tokenizer.json'), toJson('tokenizer_config.json'));
    const count = (text: string) => tokenizer.encode(text).ids.length;
    const frame = count('<|system|>\n<|end|>\n<|user|>\n<|end|>\n<|assistant|>\n');
    const groups = plan.ok ? plan.value.groups : [];
    const prompts = plan.ok ? plan.value.conditionSamples : [];
    expect(groups.length).toBeGreaterThan(samples.length);
    const long = prompts.filter(
      ({ system, sample }) =>
        frame + count(system ?? '') + count(sample.input) + config.decoding.maxNewTokens > CONTEXT_TOKENS,
    );
    expect(long.map(({ conditionId, sample }) => `${conditionId} ${sample.sampleId}`)).toEqual([]);
  });
});
