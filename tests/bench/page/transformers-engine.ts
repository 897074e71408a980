import { wrap } from 'comlink';
import type { Measurement, Workload } from '../bench-page-api.ts';
import type { TransformersApi } from './transformers.worker.ts';

/** transformers.js in a worker of its own, as its documentation advises: one `generate` for each trial. */
export async function openTransformers(workload: Workload): Promise<{ measure(): Promise<Measurement> }> {
  const worker = new Worker(new URL('./transformers.worker.ts', import.meta.url), { type: 'module' });
  const api = wrap<TransformersApi>(worker);
  const { model, system, samples, epochs, decoding } = workload;
  if (model.source.type !== 'embedded') throw new Error('the bench measures embedded models');
  await api.open({
    baseUrl: new URL('./', location.href).href,
    folder: model.source.path,
    messages: samples.map(({ input }) => [
      ...(system === null ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: input },
    ]),
    temperature: decoding.temperature,
    topK: decoding.topK,
    maxNewTokens: decoding.maxNewTokens,
  });
  return { measure: async () => api.measure(epochs) };
}
