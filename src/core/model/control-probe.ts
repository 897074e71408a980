import * as z from 'zod';
import { Decoding } from './decoding.ts';
import { FinishReason } from './trial-output.ts';

/** Controls that a probe turns one at a time; `seed` is the trial key. */
export const ProbedControl = z.enum([
  'seed',
  'temperature',
  'topK',
  'topP',
  'minP',
  'repetitionPenalty',
  'maxNewTokens',
  'stopStrings',
]);
export type ProbedControl = z.infer<typeof ProbedControl>;

/** One answer of a probe. */
export const ProbeRow = z.strictObject({
  trialKey: z.string().max(64),
  tokenIds: z.array(z.int().nonnegative()).max(64),
  text: z.string().max(4096),
  finishReason: FinishReason,
  /** Least ln p(chosen) − ln p(best other) over the tokens, before every control, at most 0: below it where some token was not the likeliest. */
  smallestLead: z.number().max(0),
});
export type ProbeRow = z.infer<typeof ProbeRow>;

/** The rows that one setting of the controls gave. */
const ProbeStep = z.strictObject({ decoding: Decoding, rows: z.array(ProbeRow).min(1).max(8) });
export type ProbeStep = z.infer<typeof ProbeStep>;

/**
 * What the session made of one prompt under settings that differ in one control each (DESIGN §5.5): the evidence from which
 * `judgeControls` says which controls it obeys.
 */
export const ControlProbe = z.strictObject({
  promptTokenIds: z.array(z.int().nonnegative()).min(1).max(64),
  /** Hot: every token has a chance. */
  base: ProbeStep,
  /** The same again, keys in the reverse order. */
  seed: ProbeStep,
  temperature: ProbeStep,
  topK: ProbeStep,
  topP: ProbeStep,
  minP: ProbeStep,
  /** Greedy, as `temperature`, with a penalty on what was said before. */
  repetitionPenalty: ProbeStep,
  maxNewTokens: ProbeStep,
  /** Null where the base has no text to stop at. */
  stopStrings: ProbeStep.nullable(),
});
export type ControlProbe = z.infer<typeof ControlProbe>;
