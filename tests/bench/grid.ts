import { HarnessConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { Sample } from '#core/model/sample.ts';
import { openHeadlessApp } from '#scripts/headless-app.ts';
import { root } from '#scripts/root.ts';
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { median } from './median.ts';

/** A grid against the same configurations run one by one. */
export interface GridCost {
  readonly rounds: readonly { readonly gridMs: number; readonly partsMs: readonly number[] }[];
  /** Time of the grid over the sum of its parts, median over the rounds. */
  readonly ratio: number;
}

const ROUNDS = 2;
const SAMPLES = 12;

/** What of `models/manifest.json` is needed. */
const Manifest = z.array(
  z.object({
    path: z.string(),
    files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
  }),
);

/** The reference model in its three precisions and once more on Transformers.js, in one run and in four; grid and parts take turns in going first. */
export async function measureGrid(): Promise<GridCost> {
  await using app = await openHeadlessApp();
  const config = await readConfig();
  const measure = (models: readonly ModelRef[], masterSeed: number): Promise<number> =>
    timeRun(app.page, { ...config, models: [...models], protocol: { ...config.protocol, masterSeed } });
  // Files and code come into the browser's storage before anything is timed.
  await measure(config.models, 1);
  const rounds: { gridMs: number; partsMs: number[] }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const seed = 100 + round;
    const runParts = async (): Promise<number[]> => {
      const times: number[] = [];
      for (const model of config.models) times.push(await measure([model], seed));
      return times;
    };
    const isGridFirst = round % 2 === 0;
    const early = isGridFirst ? await measure(config.models, seed) : null;
    const partsMs = await runParts();
    rounds.push({ gridMs: early ?? (await measure(config.models, seed)), partsMs });
  }
  const ratios = rounds.map(({ gridMs, partsMs }) => gridMs / partsMs.reduce((sum, ms) => sum + ms, 0));
  return { rounds, ratio: median(ratios) };
}

async function readConfig(): Promise<HarnessConfig> {
  const read = async (path: string): Promise<string> => readFile(join(root, 'public', path), 'utf8');
  const quickstart = HarnessConfig.parse(JSON.parse(await read('configs/quickstart.json')));
  const lines = (await read('tasks/maintenance-desk-1.jsonl')).trim().split('\n');
  const samples = lines.map((line) => Sample.parse(JSON.parse(line))).filter((_, index) => index % 12 === 0);
  const [reference] = quickstart.models;
  const [shipped] = Manifest.parse(JSON.parse(await read('models/manifest.json')));
  if (reference === undefined || shipped === undefined) throw new Error('there is no reference model');
  const toGraph = (dtype: 'q8' | 'q4', path: string): ModelRef => {
    const graph = shipped.files.find((file) => file.path === path);
    if (graph === undefined) throw new Error(`${path} does not ship`);
    const files = reference.files.map((file) => (file.path.endsWith('.onnx') ? graph : file));
    return { ...reference, modelId: dtype, dtype, files };
  };
  return {
    ...quickstart,
    name: 'grid',
    models: [
      reference,
      toGraph('q8', 'onnx/model_quantized.onnx'),
      toGraph('q4', 'onnx/model_q4.onnx'),
      { ...reference, modelId: 'transformers', runtime: 'transformers' },
    ],
    task: { ...quickstart.task, samples: { type: 'inline', samples: samples.slice(0, SAMPLES) } },
    protocol: { ...quickstart.protocol, epochs: { baseline: 4, perturbed: 1 }, perturbations: [] },
  };
}

/** Wall time from the start to the end of a run, loading included, ms. */
async function timeRun(page: Page, config: HarnessConfig): Promise<number> {
  return page.evaluate(async (text) => {
    const automation = window.plumblineAutomation;
    const configured = await automation?.configure(text);
    if (automation === undefined || configured?.ok !== true) throw new Error(JSON.stringify(configured));
    const startMs = performance.now();
    const started = await automation.start(configured.value);
    if (!started.ok) throw new Error(started.failure.message);
    for (;;) {
      const state = automation.state(started.value);
      if (state?.phase === 'completed') return performance.now() - startMs;
      if (state === null || state.phase === 'stopped') throw new Error(JSON.stringify(state));
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }, JSON.stringify(config));
}
