import { expect, test } from 'vitest';
import { startStorageWorker } from '#platform/storage-client.ts';
import { installTestHooks } from '#platform/test-hooks.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';

test('the hooks end the live workers of a name', () => {
  const registry = createWorkerRegistry();
  installTestHooks(registry);
  const host = startStorageWorker('storage', registry);
  expect(window.plumblineTestHooks?.killWorker('inference')).toBe(0);
  expect(window.plumblineTestHooks?.killWorker('storage')).toBe(1);
  expect(host.isDead).toBe(true);
  Reflect.deleteProperty(window, 'plumblineTestHooks');
});
