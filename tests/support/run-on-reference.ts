import { TranscriptEvent } from '#core/events/transcript-event.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { ModelSession } from '#harness/ports.ts';
import type { GroupRequest } from '#workers/contract/inference.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import {
  createTestApi,
  readReferenceFiles,
  RUNTIME_BASE_URL,
  toVerifiedModel,
} from '../unit/workers/inference-ort/reference-model.ts';
import { createFakeWorld } from './fake-ports.ts';

/** How a test makes the engine or the model another one. */
export interface ReferenceChanges {
  /** What the engine is asked, unknown to the configuration. */
  readonly toRequest?: (request: GroupRequest) => GroupRequest;
  /** Bytes of the model's files. */
  readonly toFiles?: (files: Record<string, Uint8Array<ArrayBuffer>>) => Record<string, Uint8Array<ArrayBuffer>>;
}

/** The reference model with the graph that a model asks for, by its hash. */
export async function openReference(
  ref: ModelRef,
  { toRequest = (request) => request, toFiles = (files) => files }: ReferenceChanges = {},
): Promise<Result<ModelSession>> {
  const graph = ref.files.find(({ path }) => path.endsWith('.onnx'))?.path;
  const model = toVerifiedModel(toFiles(await readReferenceFiles(graph)), ref);
  const api = createTestApi();
  const { port1: events } = new MessageChannel();
  const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  if (!loaded.ok) return loaded;
  return toOk({
    ...api,
    generate: (request) => api.generate(toRequest(request)),
    report: loaded.value,
    [Symbol.asyncDispose]: async () => {
      api[Symbol.dispose]();
    },
  });
}

/**
 * A configuration with inline samples run on the reference model by the app's own engine and run library, in memory.
 * @param asked its models are replaced by the reference model under the id `reference`, or by what `toModels` makes of it.
 */
export async function runOnReference(
  asked: HarnessConfig,
  toModels: (reference: ModelRef) => readonly ModelRef[] = (reference) => [reference],
  changes: ReferenceChanges = {},
): Promise<FoldedRun & { readonly openedSessions: number }> {
  const { toFiles = (same) => same } = changes;
  const files = toFiles(await readReferenceFiles());
  const model = toVerifiedModel(files, { modelId: 'reference' });
  const texts = Object.entries(files).filter(([path]) => !path.endsWith('.onnx'));
  const world = createFakeWorld({
    session: (ref) => openReference(ref, changes),
    tokenizerFiles: Object.fromEntries(texts.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])),
  });
  const library = createRunLibrary(world.ports);
  const prepared = await library.prepare({ ...asked, models: [...toModels(model.ref)] });
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await library.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  const controller = started.value;
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (['completed', 'stopped'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
  const lines = world.disk.get('run-00000001') ?? [];
  const folded = toRunRows(lines.map((line) => TranscriptEvent.parse(JSON.parse(line))));
  if (!folded.ok) throw new Error(folded.failure.message);
  return { ...folded.value, openedSessions: world.openedSessions() };
}
