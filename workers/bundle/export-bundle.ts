import { toOk } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleFileName } from '#harness/bundle-file-name.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import type { BundleApi } from '#workers/contract/bundle.ts';
import { encodeZip } from './encode-zip.ts';

/** Implements `BundleApi.exportBundle`. */
export const exportBundle: BundleApi['exportBundle'] = async ({ journalLines, includeEnvironment }) => {
  const events = parseTranscriptLines(journalLines);
  if (!events.ok) return events;
  const run = toRunRows(events.value);
  if (!run.ok) return run;
  const { rows } = run.value;
  const zip = await encodeZip(toBundleMembers(run.value, analyseRun(rows), { includeEnvironment }));
  return zip.ok ? toOk({ fileName: toBundleFileName(rows), blob: zip.value }) : zip;
};
