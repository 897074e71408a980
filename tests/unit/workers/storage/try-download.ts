import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import type { WantedFile } from '#core/sources/install-plan.ts';
import { fetchModelFile } from '#workers/storage/fetch-model-file.ts';
import { createMemoryFile, type MemoryFile } from './memory-file.ts';

export const content = new Uint8Array(10_000).map((_, index) => (index * 31 + 7) % 251);
export const file: ModelFile = { path: 'onnx/model.onnx', bytes: content.length, sha256: sha256Hex(content) };
const url = 'https://models.example/m/onnx/model.onnx?token=secret';

export type Handler = (range: string | null, call: number) => Response | Promise<Response>;

interface Downloaded {
  readonly result: Awaited<ReturnType<typeof fetchModelFile>>;
  readonly target: MemoryFile;
  readonly ranges: (string | null)[];
  readonly received: number[];
  readonly waits: number[];
  readonly tag: () => string | null;
}

/** A body in pieces of `step` bytes; ends with a broken connection when `isBroken`. */
export function toBody(
  bytes: Uint8Array<ArrayBuffer>,
  { isBroken = false, step = 999 } = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + step));
      else if (isBroken) controller.error(new TypeError('network error'));
      else controller.close();
      at += step;
    },
  });
}

/** The rest of the file from `start` on. */
export function toPartial(start: number): Response {
  return new Response(toBody(content.slice(start)), {
    status: 206,
    headers: { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` },
  });
}

/** Runs one download against a handler; waits take no time. */
export async function download(
  handler: Handler,
  target: MemoryFile = createMemoryFile(),
  { wanted = file as WantedFile, etag = null as string | null } = {},
): Promise<Downloaded> {
  const ranges: (string | null)[] = [];
  const received: number[] = [];
  const waits: number[] = [];
  let tag = etag;
  const result = await fetchModelFile({
    url,
    file: wanted,
    target,
    note: {
      read: async () => ({ etag: tag }),
      write: async (note) => {
        tag = note.etag;
      },
    },
    onBytes: (bytes) => received.push(bytes),
    onWait: (waitMs) => waits.push(waitMs),
    // The watch over a stalled connection has a signal; it never fires here.
    sleep: (_ms, signal) => (signal === undefined ? Promise.resolve() : new Promise(() => undefined)),
    nowMs: () => Date.UTC(2026, 10, 30, 12),
    fetch: async (_url, init) => {
      const range = new Headers(init.headers).get('range');
      ranges.push(range);
      return handler(range, ranges.length);
    },
  });
  return { result, target, ranges, received, waits, tag: () => tag };
}

/** What a server sends from `start` on, breaking after `cutBytes`. */
export function toAnswer(start: number, cutBytes: number, etag: string | null): Response {
  const end = Math.min(content.length, start + cutBytes);
  const headers = new Headers(etag === null ? {} : { etag });
  if (start > 0) headers.set('content-range', `bytes ${start}-${content.length - 1}/${content.length}`);
  return new Response(toBody(content.slice(start, end), { isBroken: end < content.length, step: 37 }), {
    status: start > 0 ? 206 : 200,
    headers,
  });
}

/** First byte that a range asks for. */
export function toStart(range: string | null): number {
  return Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
}
