import { TranscriptEvent } from '#core/events/transcript-event.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { ModelSession } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import {
  createTestApi,
  readReferenceFiles,
  RUNTIME_BASE_URL,
  toVerifiedModel,
} from '../unit/workers/inference-ort/reference-model.ts';
import { createFakeWorld } from './fake-ports.ts';

/** The reference model with the graph that a model asks for, by its hash. */
export async function openReference(ref: ModelRef): Promise<Result<ModelSession>> {
  const graph = ref.files.find(({ path }) => path.endsWith('.onnx'))?.path;
  const model = toVerifiedModel(await readReferenceFiles(graph), ref);
  const api = createTestApi();
  const { port1: events } = new MessageChannel();
  const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  if (!loaded.ok) return loaded;
  return toOk({
    ...api,
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
): Promise<FoldedRun & { readonly openedSessions: number }> {
  const files = await readReferenceFiles();
  const model = toVerifiedModel(files, { modelId: 'reference' });
  const texts = Object.entries(files).filter(([path]) => !path.endsWith('.onnx'));
  const world = createFakeWorld({
    session: openReference,
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
