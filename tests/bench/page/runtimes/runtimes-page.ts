import { wrap } from 'comlink';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { PageMemory, Pass, RuntimesCase, RuntimesPage, RuntimesWay } from '../../runtimes/runtimes-api.ts';
import { fetchModel } from '../fetch-model.ts';
import type { BareApi } from './bare.worker.ts';
import { toEndlessModel } from './endless-model.ts';
import type { GenerateApi } from './generate.worker.ts';
import { openOwnRuntime } from './own-runtime.ts';
import { toPromptIds } from './prompt.ts';
import { measureSamplingCost } from './sampling-cost.ts';

interface OpenedWay {
  measure(trials: number): Promise<Pass>;
}

const ways = new Map<RuntimesWay, OpenedWay>();

/** Ways of measuring one model; a page measures one model only. */
export const runtimesPage: RuntimesPage = {
  open: async (way, work) => {
    const model = await toEndlessModel(await fetchModel(work.model));
    switch (way) {
      case 'group':
      case 'single': {
        const runtime = await openOwnRuntime(model, work, way === 'group' ? null : 1);
        ways.set(way, runtime);
        return runtime.report;
      }
      case 'generate':
        ways.set(way, await openWorker(toGenerateWorker(), model, work));
        return null;
      case 'bare':
        ways.set(way, await openWorker(toBareWorker(), model, work));
        return null;
      default:
        return way satisfies never;
    }
  },
  measure: async (way, trials) => {
    const opened = ways.get(way);
    if (opened === undefined) throw new Error(`${way} was not opened`);
    return opened.measure(trials);
  },
  measureSampling: measureSamplingCost,
  measureMemory,
};

function toGenerateWorker(): Worker {
  return new Worker(new URL('./generate.worker.ts', import.meta.url), { type: 'module' });
}

function toBareWorker(): Worker {
  return new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });
}

async function openWorker(
  worker: Worker,
  model: VerifiedModel,
  { promptTokens, newTokens }: RuntimesCase,
): Promise<OpenedWay> {
  const api = wrap<GenerateApi | BareApi>(worker);
  const runtimeBaseUrl = new URL('./ort/1.30.0/', location.href).href;
  await api.open({ model, runtimeBaseUrl, promptTokenIds: toPromptIds(promptTokens), newTokens });
  return { measure: async (trials) => api.measure(trials) };
}

interface MemoryPerformance extends Performance {
  measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
}

/** Memory of page and workers before, with, and while running a model. */
async function measureMemory(work: RuntimesCase): Promise<PageMemory> {
  const read = async (): Promise<number> =>
    (await (performance as MemoryPerformance).measureUserAgentSpecificMemory()).bytes;
  const emptyBytes = await read();
  const model = await toEndlessModel(await fetchModel(work.model));
  let peakBytes = 0;
  let isRunning = true;
  const watch = async (): Promise<void> => {
    while (isRunning) peakBytes = Math.max(peakBytes, await read());
  };
  const watching = watch();
  const runtime = await openOwnRuntime(model, work, null);
  const loadedBytes = await read();
  await runtime.measure(work.epochs);
  isRunning = false;
  await watching;
  await runtime.close();
  return { modelBytes: model.files.reduce((sum, { blob }) => sum + blob.size, 0), emptyBytes, loadedBytes, peakBytes };
}
