import type { RunRows } from './run-rows.ts';

/** How the name of every bundle ends. */
export const BUNDLE_SUFFIX = '.plumb.zip';

/** `<name>-<configHash8>-<runId8>.plumb.zip` (DESIGN §7); safe on every file system. */
export function toBundleFileName({
  config,
  configHash,
  runId,
}: Pick<RunRows, 'config' | 'configHash' | 'runId'>): string {
  const slug = config.name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
  const runPart = runId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 8);
  return `${slug === '' ? 'run' : slug}-${configHash.slice(0, 8)}-${runPart}${BUNDLE_SUFFIX}`;
}
