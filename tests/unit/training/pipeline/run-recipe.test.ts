import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import { drawTrainingExample } from '#training/pipeline/draw-training-example.ts';
import { readRunCost } from '#training/pipeline/run-folder.ts';
import { runRecipe } from '#training/pipeline/run-recipe.ts';
import type { TrainResult } from '#training/pipeline/train-weights.ts';
import type { Recipe } from '#training/recipes/recipe.ts';
import { reference } from '#training/recipes/reference.ts';
import { SMALL_RECIPE } from './small-published-model.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-recipe-'));
  folders.push(folder);
  return folder;
}

function run(recipe: Recipe, folder: string, untilStep: number): Promise<TrainResult> {
  return runRecipe(recipe, { folder, untilStep, draw: drawTrainingExample, say: () => {} });
}

async function hash(folder: string, path: string): Promise<string> {
  return sha256Hex(await readFile(join(folder, path)));
}

describe('the reference recipe', () => {
  it('begins with the loss that it states: 40 steps from nothing', { timeout: 240_000 }, async () => {
    const { smoke } = reference;
    if (smoke === null) throw new Error('the recipe states no loss');
    const { state, lastAnswerLoss } = await run(reference, await createFolder(), smoke.steps);
    expect(state.optimiser.step).toBe(40);
    expect(Math.abs((lastAnswerLoss ?? 0) - smoke.answerLoss)).toBeLessThanOrEqual(smoke.tolerance);
  });
});

describe('a run of a recipe', () => {
  it('gives the same bits when it is run again, and when it is stopped and goes on', { timeout: 60_000 }, async () => {
    const [first, second, third] = [await createFolder(), await createFolder(), await createFolder()];
    await run(SMALL_RECIPE, first, 12);
    await run(SMALL_RECIPE, second, 12);
    await run(SMALL_RECIPE, third, 5);
    expect(await hash(third, 'weights.safetensors')).not.toBe(await hash(first, 'weights.safetensors'));
    await run(SMALL_RECIPE, third, 12);
    for (const path of ['weights.safetensors', 'model/onnx/model.onnx', 'model/onnx/model_q4.onnx', 'tokenizer.json']) {
      expect(await hash(second, path), path).toBe(await hash(first, path));
      expect(await hash(third, path), path).toBe(await hash(first, path));
    }
  });

  it('notes its machine and its times', { timeout: 60_000 }, async () => {
    const folder = await createFolder();
    await run(SMALL_RECIPE, folder, 3);
    const cost = await readRunCost(folder);
    expect(cost).toMatchObject({ machinesNotedBy: 'run', machines: [{ node: process.versions.node }], processes: 1 });
    expect(cost.cpuSeconds).toBeGreaterThan(0);
    expect(cost.wallSeconds).toBeGreaterThan(0);
  });

  it('ends with an error when a short run has another loss than the recipe states', { timeout: 60_000 }, async () => {
    const recipe = { ...SMALL_RECIPE, smoke: { steps: 10, answerLoss: 0.1, tolerance: 0.05 } };
    await expect(run(recipe, await createFolder(), 10)).rejects.toThrow('not 0.1 ± 0.05');
  });
});
