import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelSession } from '#harness/ports.ts';
import type { GenerationDelta, InferenceApi, VerifiedModel } from '#workers/contract/inference.ts';
import { transfer } from 'comlink';
import { runCancellable } from './run-cancellable.ts';
import { startInferenceWorker } from './start-inference-worker.ts';
import { createWorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';

interface SessionOptions {
  readonly onDelta: (delta: GenerationDelta) => void;
  readonly signal: AbortSignal;
}

/** Loads a verified model in a worker of its own. The signal covers the load; on abort or failure the worker is gone. */
export async function openInferenceSession(
  registry: WorkerRegistry,
  model: VerifiedModel,
  options: SessionOptions,
): Promise<Result<ModelSession>> {
  const { worker, runtimeBaseUrl } = startInferenceWorker(model.ref.runtime);
  const host = createWorkerHost<InferenceApi>('inference', worker, registry);
  const { port1: deltas, port2: events } = new MessageChannel();
  deltas.addEventListener('message', (event: MessageEvent<GenerationDelta>) => options.onDelta(event.data));
  deltas.start();
  // A GPU can go while its worker lives; with this name a test can take it away.
  const forgetDevice =
    model.ref.device === 'webgpu' ? registry.add('gpu-device', () => void host.ask((api) => api.loseDevice())) : null;
  const close = (): void => {
    forgetDevice?.();
    deltas.close();
    host.kill();
  };
  options.signal.addEventListener('abort', close, { once: true });
  const loaded = await host.call((api) => api.load(transfer({ model, runtimeBaseUrl, events }, [events])));
  options.signal.removeEventListener('abort', close);
  if (options.signal.aborted) {
    close();
    return toFailed('cancelled', 'Loading the model was cancelled.');
  }
  if (!loaded.ok) {
    close();
    return loaded;
  }
  return toOk({
    report: loaded.value,
    prepare: (prompts, signal) => runCancellable(host, signal, (api) => api.prepare(prompts)),
    generate: (request, signal) => runCancellable(host, signal, (api) => api.generate(request)),
    scoreContinuations: (request, signal) => runCancellable(host, signal, (api) => api.scoreContinuations(request)),
    scoreText: (request, signal) => runCancellable(host, signal, (api) => api.scoreText(request)),
    readForced: (request, signal) => runCancellable(host, signal, (api) => api.readForced(request)),
    compareForced: (request, signal) => runCancellable(host, signal, (api) => api.compareForced(request)),
    [Symbol.asyncDispose]: async () => close(),
  });
}
