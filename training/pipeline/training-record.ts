import * as z from 'zod';
import { Sha256 } from '#core/model/model-ref.ts';
import { Recipe } from '../recipes/recipe.ts';
import { RunCost } from './run-cost.ts';

/** What a model folder says of its own making, so that it can be made and checked again: `training.json`. */
export const TrainingRecord = z.strictObject({
  recipe: Recipe,
  steps: z.int().nonnegative(),
  /** Token positions computed, padding included. */
  tokenCount: z.int().nonnegative(),
  /** Of the safetensors file that holds the weights alone. */
  weightsSha256: Sha256,
  /** The same of other runs of the recipe from nothing, to the same step; equal where the machines are of one kind. */
  repeatedWeightsSha256: z.array(Sha256).max(20),
  corpus: z.strictObject({
    pools: z.int().positive(),
    examples: z.int().positive(),
    bytes: z.int().positive(),
    sha256: Sha256,
  }),
  cost: RunCost,
});
export type TrainingRecord = z.infer<typeof TrainingRecord>;
