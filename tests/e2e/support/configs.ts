import { readFileSync } from 'node:fs';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Sample } from '#core/model/sample.ts';
import { root } from '#scripts/root.ts';
import { join } from 'node:path';

/** The shipped quick start. */
export function readQuickstart(): HarnessConfig {
  return HarnessConfig.parse(JSON.parse(readFileSync(join(root, 'public/configs/quickstart.json'), 'utf8')));
}

/** The first `count` samples of the quick start. */
export function readSamples(count: number): Sample[] {
  const lines = readFileSync(join(root, 'public/tasks/quickstart-1.jsonl'), 'utf8').trim().split('\n');
  return lines.slice(0, count).map((line) => Sample.parse(JSON.parse(line)));
}

/** A run of a second or two: twelve samples from all over the quick start, two perturbations. */
export function toSmallConfig(change: Partial<HarnessConfig> = {}): HarnessConfig {
  const config = readQuickstart();
  const samples = readSamples(100).filter((_, index) => index % 9 === 0);
  const perturbations = config.protocol.perturbations.filter(({ id }) => id === 'opt_rotate' || id === 'case_lower');
  return {
    ...config,
    name: 'Small run',
    task: { ...config.task, samples: { type: 'inline', samples } },
    protocol: { ...config.protocol, epochs: { baseline: 4, perturbed: 2 }, perturbations },
    ...change,
  };
}

/** Long enough to be interrupted: every sample of the quick start, no perturbations. */
export function toLongConfig(): HarnessConfig {
  const config = readQuickstart();
  return {
    ...config,
    name: 'Long run',
    protocol: { ...config.protocol, epochs: { baseline: 24, perturbed: 1 }, perturbations: [] },
  };
}
