import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toJsonText } from '#training/disclosure/json-text.ts';
import { drawTrainingExample as draw } from '#training/pipeline/draw-training-example.ts';
import { toOutputPaths, writeWhole } from '#training/pipeline/output-folder.ts';
import { publishModel } from '#training/pipeline/publish-model.ts';
import { CURVE_SAMPLES, createLearningCurve } from '#training/pipeline/run-curve.ts';
import { EVALUATION_SAMPLES, EVALUATION_SEED, hashEvaluatedFiles } from '#training/pipeline/run-evaluation.ts';
import { runRecipe } from '#training/pipeline/run-recipe.ts';
import { verifyModel } from '#training/pipeline/verify-model.ts';
import { Recipe } from '#training/recipes/recipe.ts';
import { createEvaluation, createOutcomes } from '../evaluate/outcomes.ts';
import { SMALL_RECIPE } from './small-published-model.ts';

const STEPS = 4;
const recipe: Recipe = Recipe.parse({
  ...SMALL_RECIPE,
  training: { ...SMALL_RECIPE.training, schedule: { ...SMALL_RECIPE.training.schedule, totalSteps: STEPS } },
  keepEverySteps: STEPS,
});
let parent = '';
const said: string[] = [];
const say = (text: string): void => {
  said.push(text);
};

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'plumbline-publish-'));
  const run = join(parent, 'run');
  await runRecipe(recipe, { folder: run, untilStep: STEPS, draw, say });
  // An untrained model writes on and on, so its answers are made up; what is tested is that they are used.
  const files = await hashEvaluatedFiles((path) => readFile(join(toOutputPaths(run).model, path)));
  const evaluation = createEvaluation(4, () => createOutcomes(4, (_, index) => index < 3), files);
  const known = { ...evaluation, samples: EVALUATION_SAMPLES, seed: EVALUATION_SEED };
  await writeWhole(toOutputPaths(run).evaluation, toJsonText(known));
  const curve = await createLearningCurve(recipe, run, { samples: 1, say });
  await writeWhole(toOutputPaths(run).curve, toJsonText({ ...curve, samples: CURVE_SAMPLES }));
  await cp(run, join(parent, 'again'), { recursive: true });
}, 60_000);
afterAll(() => rm(parent, { recursive: true, force: true }));

describe('publishing a run', { timeout: 120_000 }, () => {
  it('gives a folder that verifies, twice the same, with a curve to its last step', async () => {
    const [from, to] = [join(parent, 'run'), join(parent, 'models/reference')];
    const options = { from, again: [join(parent, 'again')], to, draw, say };
    await publishModel(recipe, options);
    expect(said.some((text) => text.includes('evaluation.json is of these files'))).toBe(true);
    expect(said.some((text) => text.includes('learning-curve.json is of these weights'))).toBe(true);
    expect(said.some((text) => text.startsWith('the same weights in'))).toBe(true);
    const root = join(import.meta.dirname, '../../../..');
    const findings = await verifyModel(to, { root, recipes: [recipe], draw });
    expect(findings.filter(({ isRight }) => !isRight)).toEqual([]);
    expect(findings.length).toBeGreaterThan(30);
    const manifest = await readFile(join(to, 'manifest.json'), 'utf8');
    const card = await readFile(join(to, 'MODEL_CARD.md'), 'utf8');
    await publishModel(recipe, options);
    expect(await readFile(join(to, 'manifest.json'), 'utf8')).toBe(manifest);
    expect(card).toContain(`${STEPS} of ${STEPS} steps`);
    expect(card).toContain('1 of the other 1 gave the same bits');
  });

  it('evaluates the kept weights of a run', async () => {
    const curve = await createLearningCurve(recipe, join(parent, 'run'), { samples: 1, say });
    expect(curve.points.map(({ step }) => step)).toEqual([STEPS]);
    expect(curve.points[0]?.accuracies).toHaveLength(9 * 2);
    expect(curve.points[0]?.answerLoss).toBeGreaterThan(4);
  });

  it('refuses a folder of another name and a second run that stands elsewhere', async () => {
    const from = join(parent, 'run');
    await expect(publishModel(recipe, { from, again: [], to: join(parent, 'other'), draw, say })).rejects.toThrow(
      'must be named reference',
    );
    await rm(join(parent, 'again/checkpoint.safetensors'));
    await expect(
      publishModel(recipe, { from, again: [join(parent, 'again')], to: join(parent, 'x/reference'), draw, say }),
    ).rejects.toThrow('checkpoint.safetensors is missing');
  });
});
