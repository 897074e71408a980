import { proxy } from 'comlink';
import { toFailed, type Result } from '#core/errors/result.ts';
import type { Report } from '#core/model/report.ts';
import type { Analysis, AnalysisWatch } from '#harness/ports.ts';
import type { AnalysisApi } from '#workers/contract/analysis.ts';
import { createWorkerHost, type WorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';
import { createWorkerSlot } from './worker-slot.ts';

/**
 * Statistics in workers: one for each report, which is ended with it or by its signal, so that cancelling is certain and no memory stays; and
 * one that stays for scores and comparisons.
 */
export function createAnalysisClient(registry: WorkerRegistry): Analysis {
  const getHost = createWorkerSlot(() => startAnalysisWorker(registry));
  return {
    analyse: (lines, watch) => analyseInOwnWorker(() => startAnalysisWorker(registry), lines, watch),
    analyseScores: (name, bytes) => getHost().call((api) => api.analyseScores(name, bytes)),
    compare: (a, b, asked) => getHost().call((api) => api.compareJournals(a, b, asked)),
    toColumns: (lines, scorer) => getHost().call((api) => api.toColumns(lines, scorer)),
    compareConfigurations: (journals, question) =>
      getHost().call((api) => api.compareConfigurations(journals, question)),
    compareOnAxes: (request) => getHost().call((api) => api.compareOnAxes(request)),
  };
}

async function analyseInOwnWorker(
  start: () => WorkerHost<AnalysisApi>,
  lines: readonly string[],
  { onPart, signal }: AnalysisWatch,
): Promise<Result<Report>> {
  const cancelled = (): Result<Report> => toFailed('cancelled', 'The report was not computed to its end.');
  if (signal.aborted) return cancelled();
  using host = start();
  let isOver = false;
  const end = (): void => host.kill();
  signal.addEventListener('abort', end, { once: true });
  // Parts and the result come through different channels, so a part may arrive after the result.
  const take = (report: Report): void => {
    if (!isOver && !signal.aborted) onPart(report);
  };
  const result = await host.call((api) => api.analyseJournal(lines, proxy(take)));
  isOver = true;
  signal.removeEventListener('abort', end);
  return signal.aborted ? cancelled() : result;
}

function startAnalysisWorker(registry: WorkerRegistry): WorkerHost<AnalysisApi> {
  const worker = new Worker(new URL('../../workers/analysis/analysis.worker.ts', import.meta.url), {
    type: 'module',
    name: 'analysis',
  });
  return createWorkerHost<AnalysisApi>('analysis', worker, registry);
}
