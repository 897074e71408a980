import type { Analysis } from '#harness/ports.ts';
import type { AnalysisApi } from '#workers/contract/analysis.ts';
import { createWorkerHost, type WorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';
import { createWorkerSlot } from './worker-slot.ts';

/** Statistics in a worker that stays for the next report. */
export function createAnalysisClient(registry: WorkerRegistry): Analysis {
  const getHost = createWorkerSlot(() => startAnalysisWorker(registry));
  return {
    analyse: (lines) => getHost().call((api) => api.analyseJournal(lines)),
    analyseScores: (name, bytes) => getHost().call((api) => api.analyseScores(name, bytes)),
    compare: (a, b, delta) => getHost().call((api) => api.compareJournals(a, b, delta)),
  };
}

function startAnalysisWorker(registry: WorkerRegistry): WorkerHost<AnalysisApi> {
  const worker = new Worker(new URL('../../workers/analysis/analysis.worker.ts', import.meta.url), {
    type: 'module',
    name: 'analysis',
  });
  return createWorkerHost<AnalysisApi>('analysis', worker, registry);
}
