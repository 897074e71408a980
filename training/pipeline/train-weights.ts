import { appendFile } from 'node:fs/promises';
import { createBpeCodec } from '../bpe/bpe-codec.ts';
import type { BpeVocabulary } from '../bpe/train-bpe.ts';
import { toPool, type DrawConversation } from '../corpus/corpus.ts';
import { toTokenRow } from '../corpus/to-token-row.ts';
import { decodeCheckpoint, encodeCheckpoint, encodeWeights } from '../model/checkpoint.ts';
import { createTrainingState, trainSteps, type StepReport, type TrainingState } from '../model/train-steps.ts';
import { openTrainingSession } from '../model/training-session.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { readIfPresent, toOutputPaths, writeWhole } from './output-folder.ts';
import { noteMachine } from './run-folder.ts';
import { createTrainingMeter, readProcessTimes, toText } from './training-meter.ts';

const LINE_EVERY_STEPS = 50;
const CHECKPOINT_EVERY_SECONDS = 180;
/** Steps at the end of a run over which the loss is averaged. */
const LAST_STEPS = 10;

/** How a recipe is run. */
export interface TrainOptions {
  readonly folder: string;
  /** Stops after this step; the schedule is the recipe's all the same, so a short run is the beginning of a long one. */
  readonly untilStep: number;
  readonly draw: DrawConversation;
  readonly say: (text: string) => void;
}

/** The state at the end, and the mean answer loss of the last steps; null when no step was left to do. */
export interface TrainResult {
  readonly state: TrainingState;
  readonly lastAnswerLoss: number | null;
}

/** Trains the recipe's weights, going on from the folder's checkpoint when it has one. */
export async function trainWeights(
  recipe: Recipe,
  vocabulary: BpeVocabulary,
  options: TrainOptions,
): Promise<TrainResult> {
  const { training } = recipe;
  const paths = toOutputPaths(options.folder);
  const saved = await readIfPresent(paths.checkpoint);
  const state = saved === null ? createTrainingState(training) : decodeCheckpoint(training, saved);
  if (saved !== null) options.say(`going on after step ${state.optimiser.step}`);
  const codec = createBpeCodec(vocabulary);
  const toRows = (pool: number) =>
    toPool(recipe.corpus, pool, options.draw)
      .map((conversation) => toTokenRow(conversation, codec))
      .filter((row) => row.ids.length <= training.shape.contextLength);
  const recentLosses: number[] = [];
  if (state.optimiser.step < options.untilStep) {
    await noteMachine(options.folder);
    await using session = await openTrainingSession(training.shape);
    const recorder = createRecorder(recipe, state, options);
    for await (const report of trainSteps(training, state, { session, toRows })) {
      recentLosses.push(report.answerLoss);
      await recorder(report);
      if (report.step >= options.untilStep) break;
    }
  }
  await writeWhole(paths.checkpoint, encodeCheckpoint(training, state));
  await writeWhole(paths.weights, encodeWeights(training.shape, state.parameters));
  const last = recentLosses.slice(-LAST_STEPS);
  const lastAnswerLoss = last.length === 0 ? null : last.reduce((sum, loss) => sum + loss, 0) / last.length;
  return { state, lastAnswerLoss };
}

/** Writes the log and the checkpoints. Time decides when a checkpoint is written, never what is in the weights. */
function createRecorder(
  recipe: Recipe,
  state: TrainingState,
  options: TrainOptions,
): (report: StepReport) => Promise<void> {
  const { training, keepEverySteps } = recipe;
  const paths = toOutputPaths(options.folder);
  const meter = createTrainingMeter(readProcessTimes);
  let savedAt = performance.now();
  return async (report) => {
    meter.add(report);
    if (report.step === 1 || report.step % LINE_EVERY_STEPS === 0 || report.step === options.untilStep) {
      const line = meter.toLine(report, options.untilStep);
      options.say(toText(line, options.untilStep));
      await appendFile(paths.log, `${JSON.stringify(line)}\n`);
    }
    if (report.step % keepEverySteps === 0) {
      await writeWhole(paths.kept(report.step), encodeWeights(training.shape, state.parameters));
    }
    if (performance.now() - savedAt < CHECKPOINT_EVERY_SECONDS * 1000) return;
    await writeWhole(paths.checkpoint, encodeCheckpoint(training, state));
    savedAt = performance.now();
  };
}
