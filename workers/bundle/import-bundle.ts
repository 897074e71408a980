import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { BundleContents } from '#harness/bundle-contents.ts';
import { toJournalEvents } from '#harness/bundle-journal.ts';
import { parseManifest } from '#harness/bundle-manifest.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { readVerifiedBundle } from '#harness/verify-bundle.ts';
import { toFindingPlace, VERIFY_CHECKS, type VerifyFinding } from '#harness/verify-finding.ts';
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
export const importBundle: BundleApi['importBundle'] = async (blob, onStage) => {
  onStage?.({ share: 0, text: 'the archive is unpacked' });
  const unzipped = await decodeZip(blob);
  if (!unzipped.ok) return unzipped;
  const members = unzipped.value;
  const manifest = parseManifest(members);
  if (!manifest.ok) return manifest;
  const { findings, contents } = readVerifiedBundle(members, createTextCodec, createTokenGumbel, (check) => {
    const place = VERIFY_CHECKS.findIndex((entry) => entry.check === check);
    onStage?.({ share: (place + 1) / (VERIFY_CHECKS.length + 2), text: VERIFY_CHECKS[place]?.title ?? check });
  });
  const refusal = toFirstError(findings);
  if (refusal !== null) return refusal;
  if (contents === null) return toFailed('bundle-invalid', 'The bundle is not complete.');
  onStage?.({ share: 1 - 1 / (VERIFY_CHECKS.length + 2), text: 'the run is written to this browser' });
  const events = toJournalEvents(contents);
  if (!events.ok) return events;
  const made = countTrials(contents, events.value);
  if (!made.ok) return made;
  if (made.value !== contents.transcripts.length) {
    return toFailed(
      'bundle-invalid',
      `transcripts hold ${contents.transcripts.length} rows, of which only ${made.value} make trials: some are double, or failed without an attempt that says why.`,
    );
  }
  return toOk({
    runId: contents.manifest.runId,
    journalLines: events.value.map((event) => JSON.stringify(event)),
    completedTrials: events.value.filter(({ type }) => type === 'trial-end').length,
  });
};

/** Rows that the journal's fold will give back: each planned trial once, completed, or failed with a final attempt. */
function countTrials(
  { config, transcripts, attempts }: BundleContents,
  events: readonly TranscriptEvent[],
): Result<number> {
  if ((config.protocol.precision ?? null) !== null) {
    // Which epochs belong to the run follows from its trials.
    const folded = toRunRows(events);
    if (folded.ok) return toOk(folded.value.rows.transcripts.length);
    return toFailed('bundle-invalid', `The bundle cannot be read as a run: ${folded.failure.message}`);
  }
  const failed = new Set(attempts.filter(({ row }) => row.final).map(({ row }) => row.trialKey));
  const made = transcripts.filter(({ row }) => row.outputText !== null || failed.has(row.trialKey));
  return toOk(new Set(made.map(({ row }) => row.trialKey)).size);
}
