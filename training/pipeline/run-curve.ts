import { sha256Hex } from '#core/hash/sha256.ts';
import { createBpeCodec } from '../bpe/bpe-codec.ts';
import { END_TOKEN } from '../bpe/tokenizer-files.ts';
import { evaluateModel, type Answerer } from '../evaluate/evaluate-model.ts';
import { toEvaluationPrompts } from '../evaluate/evaluation-prompts.ts';
import type { CurvePoint, LearningCurve } from '../evaluate/learning-curve.ts';
import { toAccuracies } from '../evaluate/to-evaluation.ts';
import { createInferenceGraph } from '../export/inference-graph.ts';
import { decodeWeights } from '../model/checkpoint.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { toOutputPaths } from './output-folder.ts';
import { EVALUATION_SEED } from './run-evaluation.ts';
import type { LogLine } from './run-cost.ts';
import { listKeptSteps, readLog, readRun, readWhole } from './run-folder.ts';

/** Prompts for each family, language and split at each point. */
export const CURVE_SAMPLES = 50;
const LOSS_WINDOW_STEPS = 500;

/** Evaluates the weights that a run has kept on its way, at fp32 and greedily. */
export async function createLearningCurve(
  recipe: Recipe,
  folder: string,
  { samples = CURVE_SAMPLES, say }: { readonly samples?: number; readonly say: (text: string) => void },
): Promise<LearningCurve> {
  const { shape } = recipe.training;
  const { state, vocabulary } = await readRun(recipe, folder);
  const tokensPerStep = state.tokenCount / state.optimiser.step;
  const log = await readLog(folder);
  const codec = createBpeCodec(vocabulary);
  const form: Answerer['form'] = { ...shape, endId: codec.toSpecialId(END_TOKEN) };
  const prompts = toEvaluationPrompts(EVALUATION_SEED, samples);
  const points: CurvePoint[] = [];
  for (const step of await listKeptSteps(folder)) {
    const file = await readWhole(toOutputPaths(folder).kept(step));
    const graph = createInferenceGraph(shape, decodeWeights(shape, file), 'fp32');
    const outcomes = await evaluateModel({ codec, form, graph }, prompts, {
      decoding: 'greedy',
      seed: EVALUATION_SEED,
    });
    const accuracies = toAccuracies(outcomes, { precision: 'fp32', decoding: 'greedy' });
    points.push({
      step,
      tokens: Math.round(tokensPerStep * step),
      answerLoss: toAnswerLoss(log, step),
      weightsSha256: sha256Hex(file),
      accuracies: accuracies.filter(({ kind }) => kind === null),
    });
    const right = outcomes.filter(({ isRight }) => isRight).length;
    say(`step ${step}: ${right} of ${outcomes.length} right`);
  }
  return {
    schemaVersion: 1,
    seed: EVALUATION_SEED,
    samples,
    lossWindowSteps: LOSS_WINDOW_STEPS,
    points,
  };
}

/** Mean over the lines of the steps up to `step`; every line stands for equally many steps, but for the first. */
function toAnswerLoss(log: readonly LogLine[], step: number): number {
  const losses = log.filter((line) => line.step <= step && line.step > step - LOSS_WINDOW_STEPS);
  if (losses.length === 0) throw new Error(`the log has no line for the steps before ${step}`);
  return losses.reduce((sum, { answerLoss }) => sum + answerLoss, 0) / losses.length;
}
