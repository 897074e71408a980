import { toConfigHash } from '#core/bundle/config-hash.ts';
import type { BundleContents } from './bundle-contents.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

/** Checks what a run says of the run that it extends: the same configuration with fewer epochs, and not itself. */
export function verifyExtension({ manifest, config, effectiveConfig }: BundleContents): readonly VerifyFinding[] {
  const list = createFindingList('hashes');
  const { extends: extended } = effectiveConfig;
  if (extended === undefined) return [];
  const { epochs } = config.protocol;
  const report = (message: string): void => {
    list.error('effective-config.json', null, `extends.${message}`);
  };
  if (extended.runId === manifest.runId) report(`runId is that of the run itself`);
  for (const name of ['baseline', 'perturbed'] as const)
    if (extended.epochs[name] > epochs[name])
      report(`epochs.${name} is ${extended.epochs[name]}, config.json has only ${epochs[name]}`);
  const expected = toConfigHash({ ...config, protocol: { ...config.protocol, epochs: extended.epochs } });
  if (extended.configHash !== expected)
    report(`configHash is ${extended.configHash}, config.json with those epochs has ${expected}`);
  return list.findings;
}
