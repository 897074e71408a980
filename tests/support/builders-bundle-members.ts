import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { toFindingPlace } from '#harness/verify-finding.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import type { Members } from './bundle-forgery.ts';
import { buildJournal, type JournalOptions } from './builders-bundle-run.ts';

/** A journal of `buildJournal`, folded. */
export function buildFoldedRun(options: JournalOptions = {}): FoldedRun {
  const run = toRunRows(buildJournal(options));
  if (!run.ok) throw new Error(run.failure.message);
  return run.value;
}

/** Members of the bundle of a run. */
export function buildMembers(options: JournalOptions = {}): Members {
  const run = buildFoldedRun(options);
  const members = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  return new Map(members.map(({ path, bytes }) => [path, bytes]));
}

/** Errors of `verifyBundle` as `check place: message`. */
export function errorsOf(members: Members): readonly string[] {
  return verifyBundle(members, createTextCodec)
    .filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.check} ${toFindingPlace(finding)}: ${finding.message}`);
}
