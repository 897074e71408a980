import { expose } from 'comlink';
import type { Tensor } from 'onnxruntime-web/wasm';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { openGpu } from '#workers/inference-ort/gpu-device.ts';
import { toGraphFile } from '#workers/inference-ort/model-files.ts';
import { openSession, type OpenedSession } from '#workers/inference-ort/open-session.ts';
import { configureRuntime, loadRuntime, type OrtRuntime } from '#workers/inference-ort/ort-runtime.ts';
import type { Result } from '#core/errors/result.ts';
import type { Pass } from '../../runtimes/runtimes-api.ts';

interface OpenRequest {
  readonly model: VerifiedModel;
  readonly runtimeBaseUrl: string;
  readonly promptTokenIds: readonly number[];
  readonly newTokens: number;
}

let opened: {
  readonly runtime: OrtRuntime;
  readonly session: OpenedSession['session'];
  readonly request: OpenRequest;
} | null = null;

async function open(request: OpenRequest): Promise<void> {
  const { ref, files } = request.model;
  const gpu = ref.device === 'webgpu' ? unwrap(await openGpu(ref.dtype)) : null;
  const runtime = await loadRuntime(ref.device);
  configureRuntime(runtime, { ...request, device: ref.device, threads: ref.threads });
  const graphFile = unwrap(
    toGraphFile(
      files.map(({ path }) => path),
      ref.dtype,
    ),
  );
  const { session } = unwrap(await openSession(runtime, files, graphFile, gpu?.device ?? null));
  opened = { runtime, session, request };
}

/** Each trial: the prompt in one run, then one run for each token, keys and values handed from run to run; logits are fetched and not looked at. */
async function measure(trials: number): Promise<Pass> {
  if (opened === null) throw new Error('open comes first');
  const { runtime, session, request } = opened;
  const { promptTokenIds, newTokens } = request;
  const integers = (values: readonly number[]): Tensor =>
    new runtime.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const pastNames = session.inputNames.filter((name) => name.startsWith('past_key_values.'));
  const startedAtMs = performance.now();
  for (let trial = 0; trial < trials; trial += 1) {
    let tokenIds = promptTokenIds;
    let length = 0;
    let past = toEmptyPast(opened, pastNames);
    for (let token = 0; token < newTokens; token += 1) {
      const outputs = await session.run({
        ...past,
        input_ids: integers(tokenIds),
        attention_mask: integers(Array.from({ length: length + tokenIds.length }, () => 1)),
        position_ids: integers(tokenIds.map((_, index) => length + index)),
      });
      await outputs['logits']?.getData(true);
      for (const tensor of Object.values(past)) tensor.dispose();
      past = Object.fromEntries(
        pastNames.map((name) => [name, present(outputs[name.replace('past_key_values', 'present')])]),
      );
      length += tokenIds.length;
      tokenIds = [16 + token];
    }
    for (const tensor of Object.values(past)) tensor.dispose();
  }
  return { outputTokens: trials * newTokens, wallMs: performance.now() - startedAtMs };
}

function toEmptyPast(
  { runtime, session }: NonNullable<typeof opened>,
  pastNames: readonly string[],
): Readonly<Record<string, Tensor>> {
  return Object.fromEntries(
    pastNames.map((name) => {
      const input = session.inputMetadata.find((candidate) => candidate.name === name);
      if (input === undefined || !input.isTensor) throw new Error(`no input ${name}`);
      const [, kvHeads, , headDim] = input.shape.map(Number);
      return [name, new runtime.Tensor('float32', new Float32Array(0), [1, kvHeads ?? 0, 0, headDim ?? 0])];
    }),
  );
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the graph lacks an output');
  return value;
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail ?? ''}`);
  return result.value;
}

const api = { open, measure };
export type BareApi = typeof api;
expose(api);
