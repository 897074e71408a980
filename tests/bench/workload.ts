import { HarnessConfig } from '#core/model/harness-config.ts';
import { Sample } from '#core/model/sample.ts';
import { root } from '#scripts/root.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workload } from './bench-page-api.ts';

const SAMPLE_COUNT = 12;

/** The quick start's model, decoding and epochs on twelve of its samples, spread evenly over the task. */
export async function readWorkload(): Promise<Workload> {
  const config = HarnessConfig.parse(JSON.parse(await readPublic('configs/quickstart.json')));
  const { samples: source, system } = config.task;
  if (source.type !== 'file') throw new Error('the quick start names its samples by file');
  const lines = (await readPublic(source.path)).trim().split('\n');
  const every = lines.length / SAMPLE_COUNT;
  const samples = Array.from({ length: SAMPLE_COUNT }, (_, index) =>
    Sample.parse(JSON.parse(lines[Math.floor(index * every)] ?? '')),
  );
  const [model] = config.models;
  if (model === undefined) throw new Error('the quick start has a model');
  return { model, system, samples, epochs: config.protocol.epochs.baseline, decoding: config.decoding };
}

async function readPublic(path: string): Promise<string> {
  return readFile(join(root, 'public', path), 'utf8');
}
