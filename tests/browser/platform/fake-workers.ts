import { createWorkerHost, type WorkerHost } from '#platform/worker-host.ts';
import { createWorkerRegistry, type WorkerRegistry } from '#platform/worker-registry.ts';

/** A worker that never answers, and runs `script` at each message. */
export function startScriptWorker<Api>(
  script: string,
  registry: WorkerRegistry = createWorkerRegistry(),
): WorkerHost<Api> {
  const source = new Blob([`addEventListener('message', () => { ${script} });`], { type: 'text/javascript' });
  return createWorkerHost<Api>('fake', new Worker(URL.createObjectURL(source)), registry);
}
