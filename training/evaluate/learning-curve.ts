import * as z from 'zod';
import { Sha256 } from '#core/model/model-ref.ts';
import { AccuracyCell } from './evaluation.ts';

/** The model after so many steps: fp32, greedy. */
export const CurvePoint = z.strictObject({
  step: z.int().positive(),
  /** Token positions computed up to here, padding included: the run's mean a step times steps. */
  tokens: z.int().positive(),
  /** Mean over the log's lines of the steps before, nats a token of an answer. */
  answerLoss: z.number().nonnegative(),
  /** Of the kept weights as a safetensors file. */
  weightsSha256: Sha256,
  /** Whole families by split and language. */
  accuracies: z.array(AccuracyCell).max(1000),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

/** How accuracy grew with training: `learning-curve.json`. */
export const LearningCurve = z.strictObject({
  schemaVersion: z.literal(1),
  seed: z.string().min(1),
  /** Prompts for each family, language and split. */
  samples: z.int().positive(),
  /** Steps before a point over which its loss is averaged. */
  lossWindowSteps: z.int().positive(),
  points: z.array(CurvePoint).max(1000),
});
export type LearningCurve = z.infer<typeof LearningCurve>;
