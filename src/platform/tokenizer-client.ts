import { createFailure } from '#core/errors/failure.ts';
import type { Tokenizers } from '#harness/ports.ts';
import type { TokenizerApi } from '#workers/contract/tokenizer.ts';
import { createWorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/** A tokenizer that takes longer has no end in sight. */
const TIMEOUT_MS = 60_000;

/** One worker for each report, ended with it or after a minute. */
export function createTokenizerClient(registry: WorkerRegistry): Tokenizers {
  return {
    analyse: async (request) => {
      const worker = new Worker(new URL('../../workers/tokenizer/tokenizer.worker.ts', import.meta.url), {
        type: 'module',
        name: 'tokenizer',
      });
      using host = createWorkerHost<TokenizerApi>('tokenizer', worker, registry);
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        host.kill();
      }, TIMEOUT_MS);
      const report = await host.call((api) => api.analyse(request));
      clearTimeout(timer);
      if (!isLate) return report;
      return {
        ok: false,
        failure: createFailure('model-not-a-model', 'The tokenizer did not come to an end within a minute.', {
          location: 'tokenizer.json',
        }),
      };
    },
  };
}
