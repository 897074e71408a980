import type { Failure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { isSequential } from '#core/model/runtime-capabilities.ts';
import { cutContinuations, toContinuationTexts } from '#core/text/encode-continuations.ts';
import type { InferenceApi, LoadRequest, PreparedPrompt, PromptRequest } from '#workers/contract/inference.ts';
import { guard } from '#workers/shared/guard.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { compareForced } from './compare-forced.ts';
import { decodeGroup, type DecodeDeps } from './decode-group.ts';
import { createDeltaThrottle } from './delta-throttle.ts';
import type { PromptCodec } from './prompt-codec.ts';
import { readForced } from './read-forced.ts';
import { scoreContinuations } from './score-continuations.ts';
import { scoreText, type ScoreTextDeps } from './score-text.ts';

/** A device that can go while a model computes on it. */
export interface DeviceWatch {
  /** Settles when the device is gone, with the failure of everything that waits for it. */
  readonly lost: Promise<Failure>;
  /** Why nothing that was computed since the last call can be trusted; null = nothing went wrong. */
  takeFailure(): Failure | null;
  /** Lets the device go, as a reset of its driver does. */
  lose(): void;
}

/** A model ready to generate. */
export interface LoadedModel {
  readonly codec: PromptCodec;
  readonly backend: DecodeBackend;
  readonly report: LoadReport;
  /** Null or absent = the processor computes. */
  readonly device?: DeviceWatch | null;
}

/** What a worker gives to its API; fake clocks in tests. */
export interface InferenceDeps extends Pick<DecodeDeps, 'now' | 'toTimestamp' | 'yieldToMessages'> {
  /** Opens the model in the worker's runtime. */
  readonly load: (request: Omit<LoadRequest, 'events'>) => Promise<Result<LoadedModel>>;
  /** Why a call into the runtime threw. */
  readonly toRunFailure: (error: unknown) => Failure;
}

interface LoadedSession extends LoadedModel {
  readonly reportDelta: DecodeDeps['reportDelta'];
}

/** What a call of the token loop gets. */
type CallDeps = DecodeDeps & ScoreTextDeps;

/**
 * The API of an inference worker: the shared token loop over the backend of its runtime. Holds one model; a second `load` fails.
 * `cancel` ends the call of `generate` or scoring that runs and those that wait, not later ones.
 */
export function createInferenceApi(deps: InferenceDeps): InferenceApi {
  let session: LoadedSession | null = null;
  let cancelCount = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** Calls run one after another, because the runtime does not. */
  const enqueue = <T>(body: () => Promise<Result<T>>): Promise<Result<T>> => {
    const result = last.then(() => guard(body, deps.toRunFailure));
    last = result;
    return result;
  };
  const withSession = <T>(body: (loaded: LoadedSession) => Promise<Result<T>>): Promise<Result<T>> =>
    enqueue(async () => {
      const loaded = session;
      if (loaded === null) return toFailed('internal', 'No model is loaded in this worker.');
      const { device = null } = loaded;
      return device === null
        ? body(loaded)
        : supervise(
            device,
            guard(() => body(loaded), deps.toRunFailure),
          );
    });
  /** A call that the next `cancel` ends. */
  const withDeps = <T>(body: (loaded: LoadedSession, call: CallDeps) => Promise<Result<T>>): Promise<Result<T>> => {
    const cancelCountAtStart = cancelCount;
    const isCancelled = (): boolean => cancelCount !== cancelCountAtStart;
    return withSession((loaded) =>
      body(loaded, { ...deps, ...loaded.codec, isCancelled, reportDelta: loaded.reportDelta }),
    );
  };
  return {
    load: ({ events, ...request }) =>
      enqueue(async () => {
        if (session !== null) return toFailed('internal', 'This worker already holds a model.');
        const loaded = await deps.load(request);
        if (!loaded.ok) return loaded;
        session = { ...loaded.value, reportDelta: createDeltaThrottle((delta) => events.postMessage(delta), deps.now) };
        return toOk(loaded.value.report);
      }),
    prepare: (prompts) => withSession(async ({ codec }) => preparePrompts(codec, prompts)),
    generate: (request) =>
      withDeps(
        async (loaded, call) =>
          toBatchRefusal(loaded, request) ?? decodeGroup(loaded.backend, toOwnBatch(loaded, request), call),
      ),
    scoreContinuations: (request) =>
      withDeps(
        async (loaded, call) =>
          toBatchRefusal(loaded, request) ?? scoreContinuations(loaded.backend, toOwnBatch(loaded, request), call),
      ),
    scoreText: (request) => withDeps((loaded, call) => scoreText(loaded.backend, request, call)),
    readForced: (request) => withDeps(async (loaded, call) => readForced(loaded.backend, request, call)),
    compareForced: (request) => withDeps((loaded, call) => compareForced(loaded.backend, request, call)),
    cancel: async () => {
      cancelCount += 1;
    },
    loseDevice: async () => session?.device?.lose(),
  };
}

/** The outcome of a call, or why the device makes it worthless: it was lost, ran out of memory, or refused a command. */
async function supervise<T>(device: DeviceWatch, call: Promise<Result<T>>): Promise<Result<T>> {
  const toFailure = (failure: Failure): Result<T> => ({ ok: false, failure });
  const outcome = await Promise.race([call, device.lost.then(toFailure)]);
  const failure = device.takeFailure();
  return failure === null ? outcome : toFailure(failure);
}

/** Renders and tokenises each prompt; the first that the template refuses fails the call. */
async function preparePrompts(
  codec: PromptCodec,
  prompts: readonly PromptRequest[],
): Promise<Result<readonly PreparedPrompt[]>> {
  const prepared: PreparedPrompt[] = [];
  for (const { continuations, retokenise, ...messages } of prompts) {
    const prompt = codec.render(messages);
    if (!prompt.ok) return prompt;
    if (retokenise !== undefined) {
      const promptTokenIds = codec.retokenise(messages, retokenise);
      if (!promptTokenIds.ok) return promptTokenIds;
      prepared.push({ prompt: prompt.value, promptTokenIds: promptTokenIds.value });
      continue;
    }
    if (continuations === undefined) {
      prepared.push({ prompt: prompt.value, promptTokenIds: await codec.encode(prompt.value) });
      continue;
    }
    const { context, wholes } = toContinuationTexts(prompt.value, continuations);
    const wholeIds: (readonly number[])[] = [];
    for (const whole of wholes) wholeIds.push(await codec.encode(whole));
    const encoded = cutContinuations(await codec.encode(context), wholeIds, continuations);
    if (!encoded.ok) return encoded;
    prepared.push({ prompt: prompt.value, ...encoded.value });
  }
  return toOk(prepared);
}

/** The request with the batch that the runtime makes of the asked one. */
function toOwnBatch<T extends { readonly batchSize: number }>({ report }: LoadedSession, request: T): T {
  return { ...request, batchSize: Math.min(request.batchSize, report.maxBatchSize) };
}

/** Refuses a batch that would make rows influence each other. */
function toBatchRefusal(
  { report }: LoadedSession,
  { batchSize }: { readonly batchSize: number },
): Result<never> | null {
  if (batchSize <= report.maxBatchSize || isSequential(report.capabilities)) return null;
  const reason = `The batch of ${batchSize} is larger than ${report.maxBatchSize}, which is all that this graph allows.`;
  return toFailed('runtime-unsupported', reason, { detail: report.graph.batchSensitiveOperators.join(', ') });
}
