import { sha256Hex } from '#core/hash/sha256.ts';
import { toCorpusDigest } from '#training/corpus/corpus.ts';
import { toMeasurementFiles, type Measurements } from '#training/disclosure/measurements.ts';
import { toDocuments } from '#training/disclosure/to-documents.ts';
import { toAppManifest, toModelFiles, toModelManifest, type ModelManifest } from '#training/export/model-folder.ts';
import { encodeWeights } from '#training/model/checkpoint.ts';
import { createInitialParameters } from '#training/model/parameters.ts';
import { drawTrainingExample } from '#training/pipeline/draw-training-example.ts';
import { hashEvaluatedFiles } from '#training/pipeline/run-evaluation.ts';
import { trainTokenizer } from '#training/pipeline/train-tokenizer.ts';
import type { ReadFolder } from '#training/pipeline/verify-files.ts';
import { toManifestText } from '#training/pipeline/write-model-folder.ts';
import { Recipe } from '#training/recipes/recipe.ts';
import { reference } from '#training/recipes/reference.ts';
import { createEvaluation, createOutcomes } from '../evaluate/outcomes.ts';

/** The reference recipe with as few numbers as its files allow. */
export const SMALL_RECIPE: Recipe = Recipe.parse({
  ...reference,
  corpus: { seed: 'small', examplesPerPool: 100 },
  tokenizerPools: 2,
  training: {
    ...reference.training,
    shape: {
      ...reference.training.shape,
      vocabularySize: 400,
      width: 32,
      layers: 1,
      heads: 2,
      kvHeads: 1,
      headDim: 16,
      innerWidth: 32,
    },
  },
});

/** A whole model folder, as publish writes it, and its entry in the list of models. */
export async function createPublishedModel(): Promise<{
  readonly folder: ReadFolder;
  readonly entry: ModelManifest;
  readonly measurements: Measurements;
}> {
  const { shape, seed } = SMALL_RECIPE.training;
  const parameters = createInitialParameters(shape, seed);
  const vocabulary = trainTokenizer(SMALL_RECIPE, drawTrainingExample);
  const modelFiles = toModelFiles(SMALL_RECIPE, { parameters, vocabulary });
  const weightsSha256 = sha256Hex(encodeWeights(shape, parameters));
  const hashes = await hashEvaluatedFiles((path) => Promise.resolve(toBytes(modelFiles[path] ?? '')));
  const evaluation = createEvaluation(4, () => createOutcomes(4, (_, index) => index < 3), hashes);
  const measurements: Measurements = {
    record: {
      recipe: SMALL_RECIPE,
      steps: 7,
      tokenCount: 700,
      weightsSha256,
      repeatedWeightsSha256: [weightsSha256],
      corpus: toCorpusDigest(SMALL_RECIPE.corpus, 3, drawTrainingExample),
      cost: {
        cpuSeconds: 360,
        wallSeconds: 400,
        processes: 1,
        machines: [evaluation.machine],
        machinesNotedBy: 'run',
      },
    },
    evaluation,
    curve: {
      schemaVersion: 1,
      seed: 'test',
      samples: 4,
      lossWindowSteps: 500,
      points: [{ step: 7, tokens: 700, answerLoss: 1.5, weightsSha256, accuracies: [] }],
    },
  };
  const listed = { ...modelFiles, ...toMeasurementFiles(measurements) };
  const files = { ...listed, ...toDocuments(measurements, listed) };
  const all = { ...files, 'manifest.json': toManifestText(SMALL_RECIPE, files) };
  return {
    folder: Object.fromEntries(Object.entries(all).map(([path, content]) => [path, toBytes(content)])),
    entry: toAppManifest(toModelManifest(SMALL_RECIPE, files)),
    measurements,
  };
}

function toBytes(content: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
