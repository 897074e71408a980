import { expect, test } from 'vitest';
import { runCancellable } from '#platform/run-cancellable.ts';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { startScriptWorker } from './fake-workers.ts';

test('a worker that heeds no cancel is ended after two seconds', async () => {
  const host = startScriptWorker<InferenceApi>('for (;;) {}');
  const controller = new AbortController();
  const startMs = performance.now();
  const call = runCancellable(host, controller.signal, (api) => api.prepare([]));
  controller.abort();
  expect(await call).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(performance.now() - startMs).toBeGreaterThan(1900);
  expect(host.isDead).toBe(true);
});

test('a worker that dies before the deadline has crashed', async () => {
  const host = startScriptWorker<InferenceApi>('');
  const controller = new AbortController();
  const call = runCancellable(host, controller.signal, (api) => api.prepare([]));
  controller.abort();
  host.kill();
  expect(await call).toMatchObject({ ok: false, failure: { code: 'worker-crashed' } });
});
