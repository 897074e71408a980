import { describe, expect, test } from 'vitest';
import { startStorageWorker } from '#platform/storage-client.ts';
import { createWorkerHost } from '#platform/worker-host.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import { createWorkerSlot } from '#platform/worker-slot.ts';
import { startScriptWorker } from './fake-workers.ts';

interface FakeApi {
  work(): Promise<number>;
}
const crashed = { ok: false, failure: { code: 'worker-crashed' } };

describe('every call settles', () => {
  test('when the worker throws outside of a call', async () => {
    const host = startScriptWorker<FakeApi>('setTimeout(() => { throw new Error("boom") })');
    const result = await host.ask((api) => api.work());
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'worker-crashed', detail: expect.stringContaining('boom') },
    });
    expect(host.isDead).toBe(true);
    expect(await host.ask((api) => api.work())).toMatchObject(crashed);
  });

  test('when the script cannot be loaded', async () => {
    const host = createWorkerHost<FakeApi>('fake', new Worker('data:text/javascript,}{'), createWorkerRegistry());
    expect(await host.ask((api) => api.work())).toMatchObject(crashed);
  });

  test('when the worker is killed with calls in flight', async () => {
    const registry = createWorkerRegistry();
    const host = startScriptWorker<FakeApi>('', registry);
    const calls = [host.ask((api) => api.work()), host.ask((api) => api.work())];
    expect(registry.kill('fake')).toBe(1);
    expect(await Promise.all(calls)).toMatchObject([crashed, crashed]);
    expect(registry.kill('fake')).toBe(0);
  });

  test('when the worker hangs and is disposed', async () => {
    const host = startScriptWorker<FakeApi>('for (;;) {}');
    const call = host.ask((api) => api.work());
    host[Symbol.dispose]();
    expect(await call).toMatchObject(crashed);
  });

  test('when an argument cannot be cloned', async () => {
    using host = startStorageWorker('storage', createWorkerRegistry());
    const result = await host.call((api) =>
      api.fetchModelFile('', { path: 'a', bytes: 1, sha256: '' }, () => undefined),
    );
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(host.isDead).toBe(false);
  });
});

test('a slot starts a new worker after a death, and none before the first use', async () => {
  const registry = createWorkerRegistry();
  let started = 0;
  const getHost = createWorkerSlot(() => {
    started += 1;
    return startStorageWorker('storage', registry);
  });
  expect(started).toBe(0);
  expect(getHost()).toBe(getHost());
  getHost().kill();
  expect((await getHost().ask((api) => api.freeBytes())).ok).toBe(true);
  expect(started).toBe(2);
  getHost().kill();
});
