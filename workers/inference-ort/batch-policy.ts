import type { ReproducibilityClass } from '#core/model/effective-config.ts';

/** Activations are quantised with one scale for the whole batch, so rows change each other (RUNTIMES §0.2). */
const BATCH_SENSITIVE = ['DynamicQuantizeLinear', 'DynamicQuantizeMatMul', 'MatMulInteger'];
/** Weights are quantised, activations are not. */
const WEIGHT_ONLY = ['MatMulNBits', 'MatMulBnb4', 'GatherBlockQuantized'];
/** Largest batch that a configuration can ask for. */
const MAX_BATCH_SIZE = 64;

/** What the operators of a graph mean for batches and for repeating a run elsewhere. */
export interface BatchPolicy {
  /** Operators by which rows influence each other, in alphabetical order. */
  readonly batchSensitiveOperators: readonly string[];
  readonly maxBatchSize: number;
  readonly reproducibilityClass: ReproducibilityClass;
}

/** True when the graph's kernels may depend on the number of rows, which only a probe can tell. */
export function needsBatchProbe(operatorTypes: ReadonlySet<string>): boolean {
  return WEIGHT_ONLY.some((operator) => operatorTypes.has(operator));
}

/**
 * Class A: the WebAssembly build gives the same bits in every engine for fp32 at any thread count and for weight-only
 * quantisation at one thread; other graphs are class B (RUNTIMES §6.1).
 * @param isBatchIndependent what the probe said; true where none was needed.
 */
export function toBatchPolicy(
  operatorTypes: ReadonlySet<string>,
  threads: number,
  isBatchIndependent: boolean,
): BatchPolicy {
  const batchSensitiveOperators = BATCH_SENSITIVE.filter((operator) => operatorTypes.has(operator));
  const isSensitive = batchSensitiveOperators.length > 0;
  const isClassA = !isSensitive && (threads === 1 || !needsBatchProbe(operatorTypes));
  return {
    batchSensitiveOperators,
    maxBatchSize: isSensitive || !isBatchIndependent ? 1 : MAX_BATCH_SIZE,
    reproducibilityClass: isClassA ? 'A' : 'B',
  };
}
