import { transfer, wrap, type Remote } from 'comlink';
import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { EvaluationPrompt } from '#training/evaluate/evaluation-prompts.ts';
import type { Precision } from '#training/export/decoder-weights.ts';
import { GRAPH_PATHS } from '#training/export/model-folder.ts';
import type { InferenceApi, VerifiedModel } from '#workers/contract/inference.ts';
import { fetchReferenceFile, REFERENCE_TEXT_FILES, MAX_NEW_TOKENS, REFERENCE_FOLDER } from './reference-files.ts';

const GREEDY: Decoding = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: MAX_NEW_TOKENS,
  stopStrings: [],
};

/** Greedy texts of the app's own worker: onnxruntime-web on one thread, each prompt alone. */
export async function answerWithOwnEngine(
  precision: Precision,
  prompts: readonly EvaluationPrompt[],
): Promise<readonly string[]> {
  const { api, end } = await openOwnEngine(precision);
  try {
    const messages = prompts.map(({ example: { system, user } }) => ({ system, user }));
    const prepared = unwrap(await api.prepare(messages));
    const texts: string[] = [];
    for (const [groupIndex, { promptTokenIds }] of prepared.entries()) {
      const trialKeys = [sha256Hex(`conformance/${groupIndex}`)];
      const request = { groupIndex, promptTokenIds, trialKeys, decoding: GREEDY, batchSize: 1 };
      texts.push(unwrap(await api.generate(request)).rows[0]?.output.outputText ?? '');
    }
    return texts;
  } finally {
    end();
  }
}

/** The app's own worker with the shipped model loaded; `end` ends it. */
export async function openOwnEngine(
  precision: Precision,
): Promise<{ readonly api: Remote<InferenceApi>; readonly report: LoadReport; readonly end: () => void }> {
  const worker = new Worker(new URL('../inference-ort/worker-in-vitest.ts', import.meta.url), { type: 'module' });
  const api = wrap<InferenceApi>(worker);
  const { port2: events } = new MessageChannel();
  const runtimeBaseUrl = new URL('/ort/1.30.0/', location.href).href;
  const model = await fetchModel(precision);
  const report = unwrap(await api.load(transfer({ model, runtimeBaseUrl, events }, [events])));
  return {
    api,
    report,
    end: () => {
      worker.terminate();
    },
  };
}

async function fetchModel(dtype: Precision): Promise<VerifiedModel> {
  const paths = [...REFERENCE_TEXT_FILES, GRAPH_PATHS[dtype]];
  const files = await Promise.all(paths.map(async (path) => ({ path, blob: await fetchReferenceFile(path) })));
  return {
    ref: {
      modelId: REFERENCE_FOLDER,
      runtime: 'ort',
      device: 'wasm',
      threads: 1,
      dtype,
      source: { type: 'embedded', path: REFERENCE_FOLDER },
      revision: null,
      licence: null,
      // The worker gets files that were verified before; their hashes are not the matter here.
      files: files.map(({ path, blob }) => ({ path, bytes: blob.size, sha256: sha256Hex(path) })),
      chatTemplate: null,
    },
    files,
  };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail ?? ''}`);
  return result.value;
}
