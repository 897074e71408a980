import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import { toPlace, type ModelFileDownload } from './model-file-download.ts';
import { toNotAModelFailure } from './open-response.ts';
import type { Part } from './part.ts';
import { sniffContent } from './sniff-content.ts';
import { readBytes } from './sync-file.ts';

/** What came against what is stated of it: length, SHA-256, Git's name. Ok pins the file by what came. */
export function checkContent(download: ModelFileDownload, part: Part): Result<ModelFile> {
  const { file, target } = download;
  const location = toPlace(download);
  const sha256 = part.sha256();
  const gitOid = part.gitOid();
  const isLengthRight = file.bytes === null || part.bytes === file.bytes;
  const isRight =
    isLengthRight && (file.sha256 === null || sha256 === file.sha256) && (gitOid === null || gitOid === file.gitOid);
  const sniffed = sniffContent(readBytes(target, 0, Math.min(512, part.bytes)), file.path);
  // A page that nothing contradicts is still no model; a pinned one is what the configuration names.
  if (isRight && (sniffed === null || file.sha256 !== null))
    return toOk({ path: file.path, bytes: part.bytes, sha256 });
  if (sniffed !== null) return { ok: false, failure: toNotAModelFailure(download, sniffed) };
  if (file.bytes !== null && part.bytes < file.bytes) {
    return toFailed(
      'model-truncated',
      `${file.path} ended after ${part.bytes} of ${file.bytes} bytes. Try again; if it ends early again, the server's copy is incomplete.`,
      { location, detail: `${part.bytes} of ${file.bytes} bytes` },
    );
  }
  const [wanted, actual] = file.sha256 === null ? [file.gitOid ?? '', gitOid ?? ''] : [file.sha256, sha256];
  const kind = file.sha256 === null ? 'Git id' : 'SHA-256';
  return toFailed(
    'model-hash-mismatch',
    `${file.path} is not the file that is stated (expected ${kind} ${wanted.slice(0, 12)}…, got ${actual.slice(0, 12)}…). It was discarded; check the model's address and revision.`,
    { location, detail: `expected ${wanted}, got ${actual}` },
  );
}
