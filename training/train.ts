// npm run train -- --recipe reference [--steps N] [--out DIR]
// npm run train -- evaluate --model DIR [--samples N] [--out DIR]
// npm run train -- verify [--model DIR]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawTrainingExample } from './pipeline/draw-training-example.ts';
import { runEvaluation } from './pipeline/run-evaluation.ts';
import { runRecipe } from './pipeline/run-recipe.ts';
import { verifyModel } from './pipeline/verify-model.ts';
import { reference } from './recipes/reference.ts';

const root = join(import.meta.dirname, '..');
const recipes = [reference];
/** Prompts for each family, language and split when the command does not say. */
const DEFAULT_SAMPLES = 200;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: 'string', default: reference.name },
    steps: { type: 'string' },
    out: { type: 'string' },
    model: { type: 'string', default: join(root, 'public/models', reference.name) },
    samples: { type: 'string', default: String(DEFAULT_SAMPLES) },
  },
});

const [command = 'train'] = positionals;
if (command === 'train') await train();
else if (command === 'evaluate') {
  const samples = toCount('--samples', values.samples);
  await runEvaluation(values.model, { samples, outFolder: values.out ?? null, say });
} else if (command === 'verify') await verify();
else throw new Error(`unknown command ${command}: expected evaluate, verify, or nothing`);

async function train(): Promise<void> {
  const recipe = recipes.find(({ name }) => name === values.recipe);
  if (recipe === undefined) throw new Error(`--recipe must be one of: ${recipes.map(({ name }) => name).join(', ')}`);
  const { totalSteps } = recipe.training.schedule;
  const untilStep = values.steps === undefined ? totalSteps : Math.min(totalSteps, toCount('--steps', values.steps));
  const folder = values.out ?? join(root, '.training', recipe.name);
  await runRecipe(recipe, { folder, untilStep, draw: drawTrainingExample, say });
}

async function verify(): Promise<void> {
  const findings = await verifyModel(values.model, drawTrainingExample);
  for (const { what, isRight } of findings) say(`${isRight ? 'ok    ' : 'WRONG '} ${what}`);
  if (findings.some(({ isRight }) => !isRight)) process.exitCode = 1;
}

function toCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${option} must be a whole number from 1 on`);
  return count;
}

function say(text: string): void {
  console.log(text);
}
