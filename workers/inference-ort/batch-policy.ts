import type { ReproducibilityClass } from '#core/model/effective-config.ts';
import type { Device, Dtype } from '#core/model/model-ref.ts';

/** Activations are quantised with one scale for the whole batch, so rows change each other (RUNTIMES §0.2). */
const BATCH_SENSITIVE = ['DynamicQuantizeLinear', 'DynamicQuantizeMatMul', 'MatMulInteger'];
/** Weights are quantised, activations are not. */
const WEIGHT_ONLY = ['MatMulNBits', 'MatMulBnb4', 'GatherBlockQuantized'];
/** Largest batch that a configuration can ask for. */
const MAX_BATCH_SIZE = 64;

/**
 * Largest |Δlogit| between a row alone and in a batch that counts as independent on a GPU, whose kernels add in another order for other
 * numbers of rows (≤ 1.2e-5 measured for fp32 and q4, RUNTIMES §0.11); half precision has a 13 bits coarser sum.
 */
const GPU_TOLERANCE = { single: 1e-3, half: 0.25 };

/** What of a loaded model decides on batches and on repeating a run elsewhere. */
export interface BatchFacts {
  readonly operatorTypes: ReadonlySet<string>;
  readonly device: Device;
  readonly dtype: Dtype;
  readonly threads: number;
  /** Largest |Δlogit| that the probe saw between batches; null where none was needed. */
  readonly batchDelta: number | null;
}

/** What these facts mean. */
export interface BatchPolicy {
  /** Operators by which rows influence each other, in alphabetical order. */
  readonly batchSensitiveOperators: readonly string[];
  readonly maxBatchSize: number;
  readonly reproducibilityClass: ReproducibilityClass;
}

/** True when kernels may depend on the number of rows, which only a probe can tell. */
export function needsBatchProbe({ operatorTypes, device }: Pick<BatchFacts, 'operatorTypes' | 'device'>): boolean {
  return device === 'webgpu' || WEIGHT_ONLY.some((operator) => operatorTypes.has(operator));
}

/**
 * Class A: the WebAssembly build gives the same bits in every engine for fp32 at any thread count and for weight-only
 * quantisation at one thread; other graphs, half precision and every GPU are class B (RUNTIMES §6.1). Rows must not depend on
 * each other, bit for bit on the processor and within a tolerance on a GPU.
 */
export function toBatchPolicy(facts: BatchFacts): BatchPolicy {
  const { operatorTypes, device, dtype, threads, batchDelta } = facts;
  const batchSensitiveOperators = BATCH_SENSITIVE.filter((operator) => operatorTypes.has(operator));
  const isSensitive = batchSensitiveOperators.length > 0;
  const isHalf = dtype === 'fp16' || dtype === 'q4f16';
  const isClassA = device === 'wasm' && !isHalf && !isSensitive && (threads === 1 || !needsBatchProbe(facts));
  const tolerance = device === 'wasm' ? 0 : GPU_TOLERANCE[isHalf ? 'half' : 'single'];
  const isIndependent = batchDelta === null || batchDelta <= tolerance;
  return {
    batchSensitiveOperators,
    maxBatchSize: isSensitive || !isIndependent ? 1 : MAX_BATCH_SIZE,
    reproducibilityClass: isClassA ? 'A' : 'B',
  };
}
