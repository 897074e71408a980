import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toJournalEvents } from '#harness/bundle-journal.ts';
import { parseManifest } from '#harness/bundle-manifest.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { readVerifiedBundle } from '#harness/verify-bundle.ts';
import { toFindingPlace, type VerifyFinding } from '#harness/verify-finding.ts';
import type { BundleApi } from '#workers/contract/bundle.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';
import { decodeZip } from './decode-zip.ts';

function toFirstError(findings: readonly VerifyFinding[]): Result<never> | null {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const [first] = errors;
  if (first === undefined) return null;
  const place = toFindingPlace(first);
  return toFailed(
    'bundle-invalid',
    `The bundle was changed or damaged, or made by another version of Plumbline: ${place}: ${first.message}.`,
    {
      location: place,
      detail: errors.map((error) => `${toFindingPlace(error)}: ${error.message}`).join('\n'),
    },
  );
}

/**
 * Implements `BundleApi.importBundle`: unpacks within limits, makes every check of `npm run verify`, and turns the rows into
 * journal lines whose fold gives the same rows.
 */
export const importBundle: BundleApi['importBundle'] = async (blob) => {
  const unzipped = await decodeZip(blob);
  if (!unzipped.ok) return unzipped;
  const members = unzipped.value;
  const manifest = parseManifest(members);
  if (!manifest.ok) return manifest;
  const { findings, contents } = readVerifiedBundle(members, createTextCodec, createTokenGumbel);
  const refusal = toFirstError(findings);
  if (refusal !== null) return refusal;
  if (contents === null) return toFailed('bundle-invalid', 'The bundle is not complete.');
  const events = toJournalEvents(contents);
  if (!events.ok) return events;
  const folded = toRunRows(events.value);
  if (!folded.ok) return toFailed('bundle-invalid', `The bundle cannot be read as a run: ${folded.failure.message}`);
  const { transcripts } = folded.value.rows;
  if (transcripts.length !== contents.transcripts.length) {
    return toFailed(
      'bundle-invalid',
      `transcripts hold ${contents.transcripts.length} rows, of which only ${transcripts.length} make trials: some are double, or failed without an attempt that says why.`,
    );
  }
  return toOk({ runId: contents.manifest.runId, journalLines: events.value.map((event) => toCanonicalJson(event)) });
};
