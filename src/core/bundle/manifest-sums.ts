import type { Sha256 } from '../model/model-ref.ts';
import { comparePaths } from './member-path.ts';

/** Name of the list of sums; the only member that it does not list. */
export const SUMS_PATH = 'manifest-sha256.txt';

/** Text that `sha256sum -c` reads, sorted by path. */
export function toSumsText(sums: readonly { readonly path: string; readonly sha256: Sha256 }[]): string {
  return sums
    .toSorted((a, b) => comparePaths(a.path, b.path))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}
