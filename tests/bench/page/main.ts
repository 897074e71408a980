import type { BenchPage, Measurement, Way, Workload } from '../bench-page-api.ts';
import { fetchModel } from './fetch-model.ts';
import { measureFirstToken } from './first-token.ts';
import { toLargeModel } from './large-model.ts';
import { openOwnEngine } from './own-engine.ts';
import { runtimesPage } from './runtimes/runtimes-page.ts';
import { openTransformers } from './transformers-engine.ts';

/** A way that is ready to be measured. */
interface Engine {
  measure(): Promise<Measurement>;
}

const engines = new Map<Way, Engine>();

async function openEngine(way: Way, workload: Workload): Promise<Engine> {
  switch (way) {
    case 'groups':
      return openOwnEngine(workload, await fetchModel(workload.model), workload.epochs);
    case 'single':
      return openOwnEngine(workload, await fetchModel(workload.model), 1);
    case 'transformers':
      return openTransformers(workload);
    default:
      return way satisfies never;
  }
}

const page: BenchPage = {
  open: async (way, workload) => {
    engines.set(way, await openEngine(way, workload));
  },
  measure: async (way) => {
    const engine = engines.get(way);
    if (engine === undefined) throw new Error(`${way} was not opened`);
    return engine.measure();
  },
  measureLargeModel: async (workload) => {
    const { model, parameters } = toLargeModel();
    const engine = await openOwnEngine(workload, model, workload.epochs);
    await engine.measure();
    return { parameters, ...(await engine.measure()) };
  },
  measureFirstToken,
};

window.plumblineBench = page;
window.plumblineRuntimes = runtimesPage;
