import type { BundleContents } from './bundle-contents.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

/** What the GPU of a session says must be what the machine says of its adapter. */
export function verifyGpu({ environment, effectiveConfig }: BundleContents): readonly VerifyFinding[] {
  const list = createFindingList('hashes');
  const { gpu: adapter } = environment;
  if (adapter === undefined) return [];
  const loads = effectiveConfig.models.flatMap(({ load, axes = [] }) => [load, ...axes.map((axis) => axis.load)]);
  for (const load of loads) {
    const used = load?.gpu;
    if (load === null || used === undefined) continue;
    if (adapter === null) {
      list.error('environment.json', null, `has no GPU, but "${load.modelId}" ran on one`);
      continue;
    }
    for (const name of ['vendor', 'architecture'] as const) {
      if (adapter[name] !== used[name])
        list.error(
          'environment.json',
          null,
          `gpu.${name} is "${adapter[name]}", "${load.modelId}" ran on "${used[name]}"`,
        );
    }
    const missing = used.features.filter((feature) => !adapter.features.includes(feature));
    if (missing.length > 0)
      list.error('environment.json', null, `the GPU lacks ${missing.join(', ')}, which "${load.modelId}" was run with`);
  }
  return list.findings;
}
