import { sha256Hex } from '#core/hash/sha256.ts';
import type { InstallPlan, WantedFile } from '#core/sources/install-plan.ts';
import { toFileUrl } from './to-file-url.ts';

/** What the store calls the unfinished download of a file (workers/storage/model-store.ts). */
export function toPartName({ source, revision }: InstallPlan, { path, sha256 }: WantedFile): string {
  if (sha256 !== null) return `${sha256}.part`;
  const url = source.type === 'local' ? null : toFileUrl(source, revision, path);
  return `url-${sha256Hex(url?.ok === true ? url.value : path)}.part`;
}
