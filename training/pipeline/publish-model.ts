import { basename, dirname, join } from 'node:path';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { Sha256 } from '#core/model/model-ref.ts';
import type { DrawConversation } from '../corpus/corpus.ts';
import { toJsonText } from '../disclosure/json-text.ts';
import { toMeasurementFiles } from '../disclosure/measurements.ts';
import { toDocuments } from '../disclosure/to-documents.ts';
import { Evaluation } from '../evaluate/evaluation.ts';
import { toTargets } from '../evaluate/evaluation-targets.ts';
import { LearningCurve } from '../evaluate/learning-curve.ts';
import { toAppManifest, toModelFiles, toModelManifest, type FolderFiles } from '../export/model-folder.ts';
import { encodeWeights } from '../model/checkpoint.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { listModel } from './model-list.ts';
import { readIfPresent, toOutputPaths, writeWhole } from './output-folder.ts';
import { CURVE_SAMPLES, createLearningCurve } from './run-curve.ts';
import { evaluateFiles, EVALUATION_SAMPLES, EVALUATION_SEED, hashEvaluatedFiles } from './run-evaluation.ts';
import { listKeptSteps, readRun, readWhole } from './run-folder.ts';
import { findOversize } from './verify-files.ts';
import { toTrainingRecord, writeFolder } from './write-model-folder.ts';

/** From which run folder to which model folder. */
export interface PublishOptions {
  readonly from: string;
  /** Folders of other runs of the same recipe to the same step, whose weights are set beside. */
  readonly again: readonly string[];
  /** Ends in the recipe's name; the list of models is beside it. */
  readonly to: string;
  readonly draw: DrawConversation;
  readonly say: (text: string) => void;
}

/**
 * Assembles the folder that is shipped from a run: model files, measurements, disclosure, card, manifest; and lists it.
 * An evaluation and a learning curve in the run folder are used when they are of the same files, else made and left there.
 */
export async function publishModel(recipe: Recipe, { from, again, to, draw, say }: PublishOptions): Promise<void> {
  if (basename(to) !== recipe.name) throw new Error(`the folder must be named ${recipe.name}, not ${basename(to)}`);
  const run = await readRun(recipe, from);
  const { totalSteps } = recipe.training.schedule;
  if (run.state.optimiser.step < totalSteps) {
    say(`NOT THE END OF THE RECIPE: step ${run.state.optimiser.step} of ${totalSteps}`);
  }
  const modelFiles = toModelFiles(recipe, { parameters: run.state.parameters, vocabulary: run.vocabulary });
  const repeated = await Promise.all(again.map((folder) => hashRun(recipe, folder, run.state.optimiser.step)));
  const record = await toTrainingRecord(recipe, run, { folder: from, draw, repeated });
  for (const [index, sha256] of repeated.entries()) {
    say(
      `${sha256 === record.weightsSha256 ? 'the same weights' : 'OTHER WEIGHTS'} in ${again[index] ?? ''}: ${sha256}`,
    );
  }
  const evaluation = await readOrEvaluate(from, modelFiles, say);
  const curve = await readOrCreateCurve(recipe, from, say);
  const measurements = { record, evaluation, curve };
  const listed = { ...modelFiles, ...toMeasurementFiles(measurements) };
  const files = { ...listed, ...toDocuments(measurements, listed) };
  const manifest = toModelManifest(recipe, files);
  const oversize = findOversize(manifest.files);
  if (oversize !== null) throw new Error(oversize);
  const bytes = await writeFolder(to, recipe, files);
  await listModel(join(dirname(to), 'manifest.json'), toAppManifest(manifest));
  for (const { name, needed, measured, isReached } of evaluation.targets) {
    say(`${isReached ? 'reached' : 'MISSED '} ${name}: ${measured?.toFixed(3) ?? 'no prompt'}, needed ${needed}`);
  }
  say(`weights sha256 ${record.weightsSha256}`);
  say(`corpus of ${record.corpus.examples} examples, sha256 ${record.corpus.sha256}`);
  say(`${Object.keys(files).length + 1} files, ${(bytes / 1e6).toFixed(2)} MB in ${to}`);
}

/** Hash of the weights of another run; throws when it stands at another step. */
async function hashRun(recipe: Recipe, folder: string, step: number): Promise<Sha256> {
  const { state } = await readRun(recipe, folder);
  if (state.optimiser.step !== step) throw new Error(`${folder} is at step ${state.optimiser.step}, not ${step}`);
  return sha256Hex(encodeWeights(recipe.training.shape, state.parameters));
}

async function readOrEvaluate(from: string, files: FolderFiles, say: PublishOptions['say']): Promise<Evaluation> {
  const path = toOutputPaths(from).evaluation;
  const read = async (name: string): Promise<Uint8Array> => toBytes(files, name);
  const saved = await readIfPresent(path);
  const known = saved === null ? null : Evaluation.safeParse(JSON.parse(new TextDecoder().decode(saved))).data;
  const hashes = JSON.stringify(await hashEvaluatedFiles(read));
  const isFitting =
    known?.samples === EVALUATION_SAMPLES && known.seed === EVALUATION_SEED && JSON.stringify(known.files) === hashes;
  if (known != null && isFitting) {
    say(`${path} is of these files`);
    return { ...known, targets: [...toTargets(known)] };
  }
  const evaluation = await evaluateFiles(read, { samples: EVALUATION_SAMPLES, say });
  await writeWhole(path, toJsonText(evaluation));
  return evaluation;
}

async function readOrCreateCurve(recipe: Recipe, from: string, say: PublishOptions['say']): Promise<LearningCurve> {
  const paths = toOutputPaths(from);
  const saved = await readIfPresent(paths.curve);
  const known = saved === null ? null : LearningCurve.safeParse(JSON.parse(new TextDecoder().decode(saved))).data;
  const kept = await Promise.all(
    (await listKeptSteps(from)).map(async (step) => [step, sha256Hex(await readWhole(paths.kept(step)))] as const),
  );
  const isFitting =
    known?.samples === CURVE_SAMPLES &&
    known.seed === EVALUATION_SEED &&
    JSON.stringify(known.points.map(({ step, weightsSha256 }) => [step, weightsSha256])) === JSON.stringify(kept);
  if (known != null && isFitting) {
    say(`${paths.curve} is of these weights`);
    return known;
  }
  const curve = await createLearningCurve(recipe, from, { say });
  await writeWhole(paths.curve, toJsonText(curve));
  return curve;
}

function toBytes(files: FolderFiles, path: string): Uint8Array {
  const content = files[path];
  if (content === undefined) throw new Error(`the folder has no ${path}`);
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
