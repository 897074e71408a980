import { mkdir } from 'node:fs/promises';
import { sha256Hex } from '#core/hash/sha256.ts';
import { parseTokenizerJson, toTokenizerFiles } from '../bpe/tokenizer-files.ts';
import type { BpeVocabulary } from '../bpe/train-bpe.ts';
import { encodeWeights } from '../model/checkpoint.ts';
import { countParameters } from '../model/network-shape.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { writeModelFolder } from './write-model-folder.ts';
import { readIfPresent, toOutputPaths, writeWhole } from './output-folder.ts';
import { readProcessTimes } from './training-meter.ts';
import { trainTokenizer } from './train-tokenizer.ts';
import { trainWeights, type TrainOptions, type TrainResult } from './train-weights.ts';

/**
 * Runs a recipe from nothing, or from where its folder stopped: corpus, vocabulary, weights. Throws when a run of the length of
 * the recipe's smoke run ends with another loss than the recipe states.
 */
export async function runRecipe(recipe: Recipe, options: TrainOptions): Promise<TrainResult> {
  const { shape } = recipe.training;
  await mkdir(options.folder, { recursive: true });
  options.say(`${recipe.title}: ${countParameters(shape)} parameters, ${options.untilStep} steps`);
  const vocabulary = await readOrTrainTokenizer(recipe, options);
  const result = await trainWeights(recipe, vocabulary, options);
  const { state, lastAnswerLoss } = result;
  const { wallSeconds, cpuSeconds } = readProcessTimes();
  options.say(`weights sha256 ${sha256Hex(encodeWeights(shape, state.parameters))}`);
  await writeModelFolder(recipe, { state, vocabulary }, options);
  options.say(`tokens ${state.tokenCount}, wall ${wallSeconds.toFixed(1)} s, CPU ${cpuSeconds.toFixed(1)} s`);
  if (lastAnswerLoss === null) return result;
  options.say(`loss on answers over the last steps ${lastAnswerLoss.toFixed(4)}`);
  checkSmoke(recipe, options.untilStep, lastAnswerLoss);
  return result;
}

async function readOrTrainTokenizer(recipe: Recipe, options: TrainOptions): Promise<BpeVocabulary> {
  const path = toOutputPaths(options.folder).tokenizer;
  const saved = await readIfPresent(path);
  if (saved !== null) return parseTokenizerJson(new TextDecoder().decode(saved));
  const vocabulary = trainTokenizer(recipe, options.draw);
  await writeWhole(path, toTokenizerFiles(vocabulary, recipe.training.shape.contextLength)['tokenizer.json'] ?? '');
  options.say(
    `vocabulary of ${vocabulary.tokens.length} tokens after ${readProcessTimes().cpuSeconds.toFixed(1)} CPU s`,
  );
  return vocabulary;
}

function checkSmoke(recipe: Recipe, steps: number, answerLoss: number): void {
  const { smoke } = recipe;
  if (smoke === null || steps !== smoke.steps) return;
  if (Math.abs(answerLoss - smoke.answerLoss) <= smoke.tolerance) return;
  throw new Error(`the loss after ${steps} steps is ${answerLoss}, not ${smoke.answerLoss} ± ${smoke.tolerance}`);
}
