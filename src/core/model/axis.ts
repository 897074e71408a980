import * as z from 'zod';
import { Decoding } from './decoding.ts';
import { Device, Dtype } from './model-ref.ts';
import { QuantValue } from './quant-value.ts';

/** Values of one axis, each a condition of its own. */
const listOf = <T extends z.ZodType>(value: T) => z.array(value).min(1).max(16);

/**
 * One control of decoding or of the runtime that is varied while prompts and everything else stay (METRICS §10.6). `batch` and `threads` are
 * execution: they must not change an output. `quant` runs another graph of the
 * same checkpoint, `backend` the same graph on another device. `retokenise` leaves out merges with a probability, so that the same text has other token ids (§10.3).
 * Values are those asked for; `factors` of `max-tokens` are shares of `decoding.maxNewTokens`.
 */
export const AxisConfig = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('temperature'), values: listOf(Decoding.shape.temperature) }),
  z.strictObject({ type: z.literal('top-p'), values: listOf(Decoding.shape.topP) }),
  z.strictObject({ type: z.literal('min-p'), values: listOf(Decoding.shape.minP) }),
  z.strictObject({ type: z.literal('repetition-penalty'), values: listOf(Decoding.shape.repetitionPenalty) }),
  z.strictObject({ type: z.literal('max-tokens'), factors: listOf(z.number().gt(0).lt(1)) }),
  z.strictObject({ type: z.literal('retokenise'), values: listOf(z.number().gt(0).max(1)) }),
  z.strictObject({ type: z.literal('batch'), values: listOf(z.int().min(1).max(64)) }),
  z.strictObject({ type: z.literal('threads'), values: listOf(z.int().min(1).max(64)) }),
  z.strictObject({ type: z.literal('quant'), values: listOf(QuantValue) }),
  z.strictObject({ type: z.literal('backend'), values: listOf(Device) }),
]);
export type AxisConfig = z.infer<typeof AxisConfig>;
export type AxisType = AxisConfig['type'];
/** An axis whose values are numbers. */
export type NumberAxis = Exclude<AxisConfig, { type: 'quant' | 'backend' }>;

/** Axes that a configuration may have at most; each type once. */
export const MAX_AXES = 16;

/** Place of a condition on an axis. Class P should not change the answer, N cuts it short (METRICS §10.6). */
export const ConditionAxis = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum([
      'temperature',
      'top-p',
      'min-p',
      'repetition-penalty',
      'max-tokens',
      'retokenise',
      'batch',
      'threads',
    ]),
    value: z.number(),
    class: z.enum(['P', 'N']),
  }),
  z.strictObject({ type: z.literal('quant'), value: Dtype, class: z.literal('P') }),
  z.strictObject({ type: z.literal('backend'), value: Device, class: z.literal('P') }),
]);
export type ConditionAxis = z.infer<typeof ConditionAxis>;

/**
 * True for axes whose conditions repeat the original's trials, epoch by epoch and with the original's noise, so that outputs can be compared
 * token by token (METRICS §8). The other axes draw noise of their own.
 */
export function isReplicaAxis(type: AxisType): boolean {
  return type === 'batch' || type === 'threads' || type === 'quant' || type === 'backend';
}

/**
 * True for replicas whose session may compute other log-probabilities: the original's tokens are forced through it as well, so that the
 * distributions of both can be compared place by place (METRICS §3.12). Batch and threads must change no bit, which `identical_share` tells.
 */
export function isForcedAxis(type: AxisType): boolean {
  return type === 'quant' || type === 'backend';
}

/** Values of an axis as they stand in condition ids, in the order asked for. */
export function toAxisValues(axis: NumberAxis): readonly number[] {
  return axis.type === 'max-tokens' ? axis.factors : axis.values;
}
