import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { TokenLogprob, TrialOutput } from '#core/model/trial-output.ts';
import type { ModelSession } from '#harness/ports.ts';
import { createInferenceClient } from '#platform/inference-client.ts';
import { createWorkerRegistry, type WorkerRegistry } from '#platform/worker-registry.ts';
import type { GenerationDelta, GroupRequest } from '#workers/contract/inference.ts';
import { toTargetRef, type Target } from './targets.ts';

const signal = new AbortController().signal;

/** A target with its model loaded in the worker that the app would use. */
export interface LoadedTarget {
  readonly target: Target;
  readonly session: ModelSession;
  readonly registry: WorkerRegistry;
  /** Live events so far. */
  readonly deltas: readonly GenerationDelta[];
}

/** Greedy without limits; checks change what they are about. */
export const GREEDY: Decoding = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 32,
  stopStrings: [],
};

/** Prompts of the maintenance desk that the shipped model was trained for, of different lengths. */
export const PROMPTS = [
  'Turn this into JSON with asset, location, fault:\nIn the north hall pump 3 has a worn bearing.',
  'Copy: a b c',
  'Which of these is a fault: a leaking valve, a blue wall, a warm day?\nAnswer with one of them.',
];

/** The value of a result; throws with the failure's words. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail ?? ''}`);
  return result.value;
}

/** Loads a target through the app's own client. */
export async function loadTarget(target: Target): Promise<LoadedTarget> {
  const registry = createWorkerRegistry();
  const deltas: GenerationDelta[] = [];
  const onDelta = (delta: GenerationDelta): number => deltas.push(delta);
  const ref = await toTargetRef(target);
  const opened = await createInferenceClient(registry).open(ref, { onProgress: () => undefined, onDelta, signal });
  return { target, session: unwrap(opened), registry, deltas };
}

/** Token ids of one prompt, after the template. */
export async function toPromptIds({ session }: LoadedTarget, user: string): Promise<readonly number[]> {
  const [prompt] = unwrap(await session.prepare([{ system: null, user }], signal));
  return prompt?.promptTokenIds ?? [];
}

/** Distinct trial keys, the same every time. */
export function toTrialKeys(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => sha256Hex(`conformance/${index}`));
}

/** Outputs of a group in the order of its trial keys. */
export async function generate(
  loaded: LoadedTarget,
  request: Pick<GroupRequest, 'promptTokenIds' | 'trialKeys'> & Partial<GroupRequest>,
): Promise<readonly TrialOutput[]> {
  const batchSize = Math.min(8, loaded.session.report.maxBatchSize);
  const whole: GroupRequest = { groupIndex: 0, decoding: GREEDY, batchSize, ...request };
  return unwrap(await loaded.session.generate(whole, signal)).rows.map(({ output }) => output);
}

/** Log-probabilities of forced continuations. */
export async function force(
  { session }: LoadedTarget,
  promptTokenIds: readonly number[],
  continuations: readonly (readonly number[])[],
): Promise<readonly (readonly TokenLogprob[])[]> {
  const batchSize = session.report.maxBatchSize;
  const request = { groupIndex: 0, promptTokenIds, continuations, batchSize };
  return unwrap(await session.scoreContinuations(request, signal)).continuations;
}
