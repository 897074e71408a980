// npm run train -- --recipe reference [--steps N] [--out DIR]
// npm run train -- evaluate --model DIR
// npm run train -- verify
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawTrainingExample } from './pipeline/draw-training-example.ts';
import { runRecipe } from './pipeline/run-recipe.ts';
import type { Recipe } from './recipes/recipe.ts';
import { reference } from './recipes/reference.ts';

const recipes: readonly Recipe[] = [reference];

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: 'string' },
    steps: { type: 'string' },
    out: { type: 'string' },
    model: { type: 'string' },
  },
});

const recipe = recipes.find(({ name }) => name === values.recipe);
if (recipe === undefined) throw new Error(`--recipe must be one of: ${recipes.map(({ name }) => name).join(', ')}`);
const { totalSteps } = recipe.training.schedule;
await runRecipe(recipe, {
  folder: values.out ?? join(import.meta.dirname, '../.training', recipe.name),
  untilStep: Math.min(totalSteps, values.steps === undefined ? totalSteps : Number.parseInt(values.steps, 10)),
  draw: drawTrainingExample,
  say: (text) => {
    console.log(text);
  },
});
