import { releaseProxy, wrap, type Remote } from 'comlink';
import { createFailure, type Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/**
 * One worker under supervision. Comlink never settles a call whose worker has died (RUNTIMES §7); here every call settles:
 * with `worker-crashed` when the worker dies, with `internal` when it throws.
 */
export interface WorkerHost<Api> extends Disposable {
  readonly name: string;
  /** True after a crash, `kill` or disposal; every further call fails at once. */
  readonly isDead: boolean;
  /** Calls a method whose answer is a `Result`. */
  call<T>(operation: (api: Remote<Api>) => Promise<Result<T>>): Promise<Result<T>>;
  /** Calls a method whose answer is a plain value. */
  ask<T>(operation: (api: Remote<Api>) => Promise<T>): Promise<Result<T>>;
  /** Ends the worker as a crash would: calls in flight fail with `worker-crashed`. */
  kill(): void;
}

/** Puts a fresh worker under supervision; `name` is what it is called in messages and in the registry. */
export function createWorkerHost<Api>(name: string, worker: Worker, registry: WorkerRegistry): WorkerHost<Api> {
  const api = wrap<Api>(worker);
  const pending = new Set<(failure: Failure) => void>();
  let death: Failure | null = null;

  const die = (detail: string): void => {
    if (death !== null) return;
    death = createFailure('worker-crashed', `The background worker "${name}" stopped. Try again; it is started anew.`, {
      location: name,
      detail,
    });
    unregister();
    api[releaseProxy]();
    worker.terminate();
    for (const settle of pending) settle(death);
    pending.clear();
  };
  const kill = (): void => die('terminated');
  const unregister = registry.add(name, kill);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(event.message === '' ? 'the script could not be loaded' : event.message);
  });
  worker.addEventListener('messageerror', () => die('a message could not be decoded'));

  const call = <T>(operation: (api: Remote<Api>) => Promise<Result<T>>): Promise<Result<T>> =>
    new Promise((resolve) => {
      if (death !== null) return resolve({ ok: false, failure: death });
      const settle = (result: Result<T>): void => {
        pending.delete(fail);
        resolve(result);
      };
      const fail = (failure: Failure): void => settle({ ok: false, failure });
      pending.add(fail);
      operation(api).then(settle, (error: unknown) => fail(toThrown(name, error)));
    });

  return {
    name,
    get isDead() {
      return death !== null;
    },
    call,
    ask: (operation) => call(async (remote) => ({ ok: true, value: await operation(remote) })),
    kill,
    [Symbol.dispose]: kill,
  };
}

function toThrown(name: string, error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return createFailure('internal', `Something unexpected went wrong in the background worker "${name}".`, {
    location: name,
    detail,
  });
}
