import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { Sha256 } from '#core/model/model-ref.ts';
import { toCorpusDigest, type DrawConversation } from '../corpus/corpus.ts';
import { toJsonText } from '../disclosure/json-text.ts';
import { toModelFiles, toModelManifest, type FolderFiles } from '../export/model-folder.ts';
import { encodeWeights } from '../model/checkpoint.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { toOutputPaths, writeWhole } from './output-folder.ts';
import { readRunCost, type RunResult } from './run-folder.ts';
import type { TrainingRecord } from './training-record.ts';
import type { TrainOptions } from './train-weights.ts';

/** Writes what a run has come to as a model folder without documents: the model's files, `training.json`, `manifest.json`. */
export async function writeModelFolder(recipe: Recipe, run: RunResult, options: TrainOptions): Promise<void> {
  const record = await toTrainingRecord(recipe, run, options);
  const files = {
    ...toModelFiles(recipe, { parameters: run.state.parameters, vocabulary: run.vocabulary }),
    'training.json': toJsonText(record),
  };
  const folder = toOutputPaths(options.folder).model;
  const bytes = await writeFolder(folder, recipe, files);
  options.say(`corpus of ${record.corpus.examples} examples, sha256 ${record.corpus.sha256}`);
  options.say(`${Object.keys(files).length} files, ${(bytes / 1e6).toFixed(2)} MB in ${folder}`);
}

/** What `training.json` says of a run: its recipe, results, corpus and cost; `repeated` are weights of other runs. */
export async function toTrainingRecord(
  recipe: Recipe,
  { state }: RunResult,
  {
    folder,
    draw,
    repeated = [],
  }: { readonly folder: string; readonly draw: DrawConversation; readonly repeated?: readonly Sha256[] },
): Promise<TrainingRecord> {
  return {
    recipe,
    steps: state.optimiser.step,
    tokenCount: state.tokenCount,
    weightsSha256: sha256Hex(encodeWeights(recipe.training.shape, state.parameters)),
    repeatedWeightsSha256: [...repeated],
    corpus: toCorpusDigest(recipe.corpus, Math.max(recipe.tokenizerPools, state.cursor.pool + 1), draw),
    cost: await readRunCost(folder),
  };
}

/** Replaces a folder by these files and the manifest of their hashes. @returns bytes of all of them. */
export async function writeFolder(folder: string, recipe: Recipe, files: FolderFiles): Promise<number> {
  const manifest = toModelManifest(recipe, files);
  const manifestText = toManifestText(recipe, files);
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) await writeWhole(join(folder, path), content);
  await writeWhole(join(folder, 'manifest.json'), manifestText);
  return manifest.files.reduce((sum, file) => sum + file.bytes, manifestText.length);
}

/** `manifest.json` of a folder of these files. */
export function toManifestText(recipe: Recipe, files: FolderFiles): string {
  return `${JSON.stringify(toModelManifest(recipe, files), null, 2)}\n`;
}
