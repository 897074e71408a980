import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { GroupOutput, GroupRequest, InferenceApi, PreparedPrompt } from '#workers/contract/inference.ts';
import { decodeGroup, type DecodeDeps } from '#workers/decode/decode-group.ts';
import type { TextCodec } from '#workers/decode/text-codec.ts';
import { guard } from '#workers/shared/guard.ts';
import { createDeltaThrottle } from './delta-throttle.ts';
import { loadModel, type LoadedModel, type LoadOptions } from './load-model.ts';
import { toRunFailure } from './runtime-failure.ts';

/** What the worker gives to its API; fake clocks in tests. */
export interface InferenceDeps
  extends Pick<DecodeDeps, 'now' | 'toTimestamp' | 'yieldToMessages'>, Pick<LoadOptions, 'isCrossOriginIsolated'> {}

interface LoadedSession extends LoadedModel {
  readonly reportDelta: DecodeDeps['reportDelta'];
}

/**
 * The API of an inference worker over onnxruntime-web. Holds one model; a second `load` fails. `cancel` ends the call of
 * `generate` that runs and those that wait, not later ones.
 */
export function createInferenceApi(deps: InferenceDeps): InferenceApi {
  let session: LoadedSession | null = null;
  let cancelCount = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** Calls run one after another, because the runtime does not. */
  const enqueue = <T>(body: () => Promise<Result<T>>): Promise<Result<T>> => {
    const result = last.then(() => guard(body, toRunFailure));
    last = result;
    return result;
  };
  const withSession = <T>(body: (loaded: LoadedSession) => Promise<Result<T>>): Promise<Result<T>> =>
    enqueue(async () =>
      session === null ? toFailed('internal', 'No model is loaded in this worker.') : body(session),
    );
  return {
    load: ({ model, runtimeBaseUrl, events }) =>
      enqueue(async () => {
        if (session !== null) return toFailed('internal', 'This worker already holds a model.');
        const loaded = await loadModel(model, { ...deps, runtimeBaseUrl });
        if (!loaded.ok) return loaded;
        session = { ...loaded.value, reportDelta: createDeltaThrottle((delta) => events.postMessage(delta), deps.now) };
        return toOk(loaded.value.report);
      }),
    prepare: (prompts) => withSession(async ({ codec }) => preparePrompts(codec, prompts)),
    generate: (request) => {
      const cancelCountAtStart = cancelCount;
      const isCancelled = (): boolean => cancelCount !== cancelCountAtStart;
      return withSession((loaded) => generate(loaded, request, { ...deps, isCancelled }));
    },
    cancel: async () => {
      cancelCount += 1;
    },
  };
}

/** Renders and tokenises each prompt; the first that the template refuses fails the call. */
function preparePrompts(
  codec: TextCodec,
  prompts: Parameters<InferenceApi['prepare']>[0],
): Result<readonly PreparedPrompt[]> {
  const prepared: PreparedPrompt[] = [];
  for (const messages of prompts) {
    const prompt = codec.render(messages);
    if (!prompt.ok) return prompt;
    prepared.push({ prompt: prompt.value, promptTokenIds: codec.encode(prompt.value) });
  }
  return toOk(prepared);
}

/** Runs a group on the loaded model, unless its batch would make rows influence each other. */
async function generate(
  loaded: LoadedSession,
  request: GroupRequest,
  deps: InferenceDeps & Pick<DecodeDeps, 'isCancelled'>,
): Promise<Result<GroupOutput>> {
  const { backend, codec, report, reportDelta } = loaded;
  if (request.batchSize > report.maxBatchSize) {
    const reason = `The batch of ${request.batchSize} is larger than ${report.maxBatchSize}, which is all that this graph allows.`;
    return toFailed('runtime-unsupported', reason, { detail: report.graph.batchSensitiveOperators.join(', ') });
  }
  const { decode, stopTokenIds, contextLength } = codec;
  return decodeGroup(backend, request, { ...deps, decode, stopTokenIds, contextLength, reportDelta });
}
