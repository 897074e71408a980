import * as z from 'zod';
import { createRng } from '#core/rng/rng.ts';
import { AdamWSettings, applyAdamW, createAdamWState, type AdamWState } from './adam-w.ts';
import { BatchSettings, planBatches, toBatch, type TokenRow } from './batches.ts';
import { LearningRateSchedule, toLearningRate } from './learning-rate.ts';
import { NetworkShape } from './network-shape.ts';
import { createInitialParameters, type Parameters } from './parameters.ts';
import type { Batch, TrainingSession } from './training-session.ts';

/** Everything that decides the weights besides the rows. */
export const TrainingSettings = z.strictObject({
  seed: z.string().min(1),
  shape: NetworkShape,
  optimiser: AdamWSettings,
  schedule: LearningRateSchedule,
  batches: BatchSettings,
});
export type TrainingSettings = z.infer<typeof TrainingSettings>;

/** A training run between two steps; changed in place by `trainSteps`. */
export interface TrainingState {
  readonly parameters: Parameters;
  readonly optimiser: AdamWState;
  /** The pool of rows that is being used, and how many of its batches are done. */
  readonly cursor: { pool: number; batch: number };
  /** Token positions computed so far, padding included. */
  tokenCount: number;
}

/** What one step did. Losses in nats a token, before the update. */
export interface StepReport {
  readonly step: number;
  /** The weighted mean that is minimised. */
  readonly loss: number;
  /** Mean over answer tokens. */
  readonly answerLoss: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly tokenCount: number;
}

/** Rows of a pool by its number, from 0 on without end; the same number gives the same rows. */
export type ToRows = (pool: number) => readonly TokenRow[];

/** The state before the first step. */
export function createTrainingState(settings: TrainingSettings): TrainingState {
  return {
    parameters: createInitialParameters(settings.shape, settings.seed),
    optimiser: createAdamWState(settings.shape),
    cursor: { pool: 0, batch: 0 },
    tokenCount: 0,
  };
}

/**
 * Trains from `state` to the end of the schedule, one report a step. The state may be saved between any two reports; going
 * on from it gives the same bits as going on without a break.
 */
export async function* trainSteps(
  settings: TrainingSettings,
  state: TrainingState,
  context: { readonly session: TrainingSession; readonly toRows: ToRows },
): AsyncGenerator<StepReport> {
  const { cursor, optimiser } = state;
  while (optimiser.step < settings.schedule.totalSteps) {
    const rng = createRng(`${settings.seed}/pool/${cursor.pool}`);
    const batches = planBatches(context.toRows(cursor.pool), settings.batches.maxTokens, rng);
    for (const rows of batches.slice(cursor.batch)) {
      if (optimiser.step >= settings.schedule.totalSteps) return;
      cursor.batch += 1;
      const batchRng = createRng(`${settings.seed}/batch/${optimiser.step}`);
      yield await trainStep(settings, state, context.session, toBatch(rows, settings.batches, batchRng));
    }
    cursor.pool += 1;
    cursor.batch = 0;
  }
}

async function trainStep(
  settings: TrainingSettings,
  state: TrainingState,
  session: TrainingSession,
  batch: Batch,
): Promise<StepReport> {
  const { losses, gradients } = await session.run(state.parameters, batch);
  const learningRate = toLearningRate(settings.schedule, state.optimiser.step + 1);
  const gradientNorm = applyAdamW(state.parameters, gradients, state.optimiser, {
    settings: settings.optimiser,
    learningRate,
  });
  state.tokenCount += batch.ids.length;
  return {
    step: state.optimiser.step,
    ...toMeanLosses(losses, batch),
    gradientNorm,
    learningRate,
    tokenCount: batch.ids.length,
  };
}

/** The weighted mean, and the mean over the positions with the largest weight, which are the answers. */
function toMeanLosses(losses: Float32Array, batch: Batch): Pick<StepReport, 'loss' | 'answerLoss'> {
  const answerWeight = batch.weights.reduce((most, weight) => Math.max(most, weight), 0);
  let [loss, answerSum, answerCount] = [0, 0, 0];
  for (const [index, value] of losses.entries()) {
    const weight = batch.weights[index] ?? 0;
    loss += value * weight;
    if (weight !== answerWeight) continue;
    answerSum += value;
    answerCount += 1;
  }
  return { loss, answerLoss: answerSum / Math.max(1, answerCount) };
}
