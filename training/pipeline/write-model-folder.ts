import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { BpeVocabulary } from '../bpe/train-bpe.ts';
import { toCorpusDigest } from '../corpus/corpus.ts';
import { toModelFiles, toModelManifest } from '../export/model-folder.ts';
import { encodeWeights } from '../model/checkpoint.ts';
import type { TrainingState } from '../model/train-steps.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { toOutputPaths, writeWhole } from './output-folder.ts';
import type { TrainingRecord } from './training-record.ts';
import type { TrainOptions } from './train-weights.ts';

/** Writes the folder that is shipped: the model's files, `training.json`, and `manifest.json` with the hashes of both. */
export async function writeModelFolder(
  recipe: Recipe,
  { state, vocabulary }: { readonly state: TrainingState; readonly vocabulary: BpeVocabulary },
  options: TrainOptions,
): Promise<void> {
  const { parameters } = state;
  const record: TrainingRecord = {
    recipe,
    steps: state.optimiser.step,
    tokenCount: state.tokenCount,
    weightsSha256: sha256Hex(encodeWeights(recipe.training.shape, parameters)),
    corpus: toCorpusDigest(recipe.corpus, Math.max(recipe.tokenizerPools, state.cursor.pool + 1), options.draw),
  };
  const files = {
    ...toModelFiles(recipe, { parameters, vocabulary }),
    'training.json': `${JSON.stringify(record, null, 1)}\n`,
  };
  const manifest = toModelManifest(recipe, files);
  const folder = toOutputPaths(options.folder).model;
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) await writeWhole(join(folder, path), content);
  await writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  options.say(`corpus of ${record.corpus.examples} examples, sha256 ${record.corpus.sha256}`);
  options.say(`${manifest.files.length} files, ${(bytes / 1e6).toFixed(2)} MB in ${folder}`);
}
