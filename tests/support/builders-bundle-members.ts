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
  const run = toRunRows(buildJournal(options));
  if (!run.ok) throw new Error(run.failure.message);
  