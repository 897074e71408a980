// npm run train -- [--recipe reference] [--steps N] [--out DIR]
// npm run train -- evaluate [--model DIR] [--samples N] [--out DIR]
// npm run train -- curve --from RUN
// npm run train -- publish --from RUN [--again RUN]… [--to DIR]
// npm run train -- verify [--model DIR]
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toJsonText } from './disclosure/json-text.ts';
import { drawTrainingExample as draw } from './pipeline/draw-training-example.ts';
import { toOutputPaths, writeWhole } from './pipeline/output-folder.ts';
import { publishModel } from './pipeline/publish-model.ts';
import { createLearningCurve } from './pipeline/run-curve.ts';
import { EVALUATION_SAMPLES, runEvaluation } from './pipeline/run-evaluation.ts';
import { runRecipe } from './pipeline/run-recipe.ts';
import { verifyModel } from './pipeline/verify-model.ts';
import { reference } from './recipes/reference.ts';

const root = join(import.meta.dirname, '..');
const recipes = [reference];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: 'string', default: reference.name },
    steps: { type: 'string' },
    out: { type: 'string' },
    model: { type: 'string' },
    from: { type: 'string' },
    again: { type: 'string', multiple: true, default: [] },
    to: { type: 'string' },
    samples: { type: 'string', default: String(EVALUATION_SAMPLES) },
  },
});

const recipe = recipes.find(({ name }) => name === values.recipe);
if (recipe === undefined) throw new Error(`--recipe must be one of: ${recipes.map(({ name }) => name).join(', ')}`);
const shipped = join(root, 'public/models', recipe.name);
const runFolder = join(root, '.training', recipe.name);
const model = resolve(values.model ?? shipped);
const from = resolve(values.from ?? runFolder);

const [command = 'train'] = positionals;
switch (command) {
  case 'train': {
    const { totalSteps } = recipe.training.schedule;
    const untilStep = values.steps === undefined ? totalSteps : Math.min(totalSteps, toCount('--steps', values.steps));
    await runRecipe(recipe, { folder: resolve(values.out ?? runFolder), untilStep, draw, say });
    break;
  }
  case 'evaluate': {
    const outFile = values.out === undefined ? null : toOutputPaths(resolve(values.out)).evaluation;
    await runEvaluation(model, { samples: toCount('--samples', values.samples), outFile, say });
    break;
  }
  case 'curve':
    await writeWhole(toOutputPaths(from).curve, toJsonText(await createLearningCurve(recipe, from, { say })));
    break;
  case 'publish':
    await publishModel(recipe, {
      from,
      again: values.again.map((folder) => resolve(folder)),
      to: resolve(values.to ?? shipped),
      draw,
      say,
    });
    break;
  case 'verify': {
    const findings = await verifyModel(model, { root, recipes, draw });
    for (const { what, isRight } of findings) say(`${isRight ? 'ok    ' : 'WRONG '} ${what}`);
    if (findings.some(({ isRight }) => !isRight)) process.exitCode = 1;
    break;
  }
  default:
    throw new Error(`unknown command ${command}: expected train, evaluate, curve, publish or verify`);
}

function toCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${option} must be a whole number from 1 on`);
  return count;
}

function say(text: string): void {
  console.log(text);
}
