import * as z from 'zod';
import { MachineKind } from '#core/model/disclosure.ts';
import { Sha256 } from '#core/model/model-ref.ts';
import { FAMILIES } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { Share } from './share.ts';

const Split = z.enum(['in-distribution', 'held-out']);
export const PRECISIONS = ['fp32', 'q8', 'q4'] as const;
export const DECODINGS = ['greedy', 'sampled'] as const;
const condition = { precision: z.enum(PRECISIONS), decoding: z.enum(DECODINGS) };

/** Share of right answers of a family in a language; of one kind of its prompts, or of all (null). */
export const AccuracyCell = z.strictObject({
  split: Split,
  family: z.enum(FAMILIES),
  language: z.enum(['en', 'hi']),
  kind: z.string().min(1).max(100).nullable(),
  ...condition,
  ...Share.shape,
});
export type AccuracyCell = z.infer<typeof AccuracyCell>;

/** Choices answered by a letter, beside what guessing would get: the mean of 1 / number of options. */
export const LetterCell = z.strictObject({
  split: Split,
  /** One kind with letters, or all of them (null). */
  kind: z.string().min(1).max(100).nullable(),
  ...condition,
  ...Share.shape,
  chance: z.number().min(0).max(1),
});
export type LetterCell = z.infer<typeof LetterCell>;

/** A share of some of the prompts of a split. */
export const SplitCell = z.strictObject({ split: Split, ...condition, ...Share.shape });
export type SplitCell = z.infer<typeof SplitCell>;

/** Work of one pass over all prompts, on one thread. */
export const EvaluationCost = z.strictObject({
  ...condition,
  prompts: z.int().positive(),
  promptTokens: z.int().positive(),
  /** Without end tokens. */
  answerTokens: z.int().nonnegative(),
  cpuSeconds: z.number().nonnegative(),
  wallSeconds: z.number().nonnegative(),
});
export type EvaluationCost = z.infer<typeof EvaluationCost>;

/** A target of the recipe with what was measured. */
export const TargetResult = z.strictObject({
  name: z.string().min(1),
  needed: z.string().min(1),
  /** Null when no prompt says anything about it. */
  measured: z.number().nullable(),
  /** What `measured` is made of, with 95 % Wilson intervals of shares. */
  detail: z.string(),
  isReached: z.boolean(),
});
export type TargetResult = z.infer<typeof TargetResult>;

/** Everything that was measured of a model folder: `evaluation.json`. */
export const Evaluation = z.strictObject({
  schemaVersion: z.literal(1),
  seed: z.string().min(1),
  /** Prompts for each family, language and split. */
  samples: z.int().positive(),
  level: z.number().min(0).max(1),
  /** SHA-256 of the graphs and of the tokenizer that answered, by path. */
  files: z.record(z.string().max(300), Sha256),
  accuracies: z.array(AccuracyCell).max(5000),
  letterForm: z.array(LetterCell).max(1000),
  /** Requests that no listed tool serves and that are answered without a call. */
  nullDispatch: z.array(SplitCell).max(100),
  /** Prompts outside `decline` that are answered with its sentence. */
  inScopeDeclines: z.array(SplitCell).max(100),
  targets: z.array(TargetResult).max(50),
  machine: MachineKind,
  costs: z.array(EvaluationCost).max(50),
});
export type Evaluation = z.infer<typeof Evaluation>;
