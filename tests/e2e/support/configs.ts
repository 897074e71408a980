import { readFileSync } from 'node:fs';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Sample } from '#core/model/sample.ts';
import { root } from '#scripts/root.ts';
import { join } from 'node:path';

/** The shipped quick start. */
export function readQuickstart(): HarnessConfig {
  return HarnessConfig.parse(JSON.parse(readFileSync(join(root, 'public/configs/quickstart.json'), 'utf8')));
}

/** The samples of the quick start. */
export function readSamples(): readonly Sample[] {
  const lines = readFileSync(join(root, 'public/tasks/maintenance-desk-1.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => Sample.parse(JSON.parse(line)));
}

/** A run of a second or two: twelve samples of every family and both languages, two perturbations. */
export function toSmallConfig(change: Partial<HarnessConfig> = {}): HarnessConfig {
  const config = readQuickstart();
  const samples = readSamples().filter((_, index) => index % 25 === 0);
  const perturbations = config.protocol.perturbations.filter(({ id }) => id === 'opt_rotate' || id === 'case_lower');
  return {
    ...config,
    name: 'Small run',
    task: { ...config.task, samples: { type: 'inline', samples } },
    protocol: { ...config.protocol, epochs: { baseline: 4, perturbed: 2 }, perturbations },
    ...change,
  };
}

/** The small configuration in English: a tokenizer of bytes makes Hindi prompts longer than a small context. */
export function toEnglishConfig(): HarnessConfig {
  const config = toSmallConfig();
  const { samples } = config.task;
  if (samples.type !== 'inline') throw new Error('the small configuration has its samples inside');
  const english = samples.samples.filter(({ sampleId }) => !sampleId.endsWith('-hi'));
  return { ...config, task: { ...config.task, samples: { type: 'inline', samples: english } } };
}

/** Trials of the long configuration. */
export const LONG_TRIALS = 144 * 6;

/** Long enough to be interrupted: half of the quick start's samples, no perturbations. */
export function toLongConfig(): HarnessConfig {
  const config = readQuickstart();
  const samples = readSamples().filter((_, index) => index % 4 < 2);
  return {
    ...config,
    name: 'Long run',
    task: { ...config.task, samples: { type: 'inline', samples } },
    protocol: { ...config.protocol, epochs: { baseline: 6, perturbed: 1 }, perturbations: [] },
  };
}
