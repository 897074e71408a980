import { toFailed, type Result } from '#core/errors/result.ts';
import type { Tokenizers } from '#harness/ports.ts';
import type { TokenizerApi } from '#workers/contract/tokenizer.ts';
import type { Remote } from 'comlink';
import { createWorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/** A tokenizer that takes longer has no end in sight. */
const TIMEOUT_MS = 60_000;

/** One worker for each call, ended with it or after a minute. */
export function createTokenizerClient(registry: WorkerRegistry): Tokenizers {
  const callOnce = async <T>(operation: (api: Remote<TokenizerApi>) => Promise<Result<T>>): Promise<Result<T>> => {
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
    const result = await host.call(operation);
    clearTimeout(timer);
    if (!isLate) return result;
    return toFailed('model-not-a-model', 'The tokenizer did not come to an end within a minute.', {
      location: 'tokenizer.json',
    });
  };
  return {
    analyse: (request) => callOnce((api) => api.analyse(request)),
    countPrompts: (request) => callOnce((api) => api.countPrompts(request)),
    retokenise: (request) => callOnce((api) => api.retokenise(request)),
  };
}
