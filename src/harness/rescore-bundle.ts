import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { analyseRun } from './analyse-run.ts';
import { REPORT_HTML_PATH, RESCORING_PATH, type BundleContents } from './bundle-contents.ts';
import { toJournalEvents } from './bundle-journal.ts';
import type { MemberMap } from './bundle-manifest.ts';
import { toSealedMembers, type BundleMember } from './bundle-members.ts';
import { toBundleReadme } from './bundle-readme.ts';
import { toReportHtml } from './report-html/to-report-html.ts';
import { RO_CRATE_PATH, toRoCrateText } from './ro-crate.ts';
import { toRunRows } from './to-run-rows.ts';

const REPLACED = [
  'manifest.json',
  'manifest-sha256.txt',
  'scores.jsonl',
  'report.json',
  REPORT_HTML_PATH,
  RO_CRATE_PATH,
  'README.md',
  RESCORING_PATH,
];

/**
 * The members of a bundle with one more scorer: its scores of every completed trial stand beside the earlier ones, and the report is made anew over
 * all of them. Every other member keeps its bytes, `config.json` and the transcripts among them. Pure: the same bundle and scorer give the same bytes.
 * Fails with `config-invalid` when the run has a scorer of that name, or when the scorer cannot judge every sample.
 * @param members of a bundle that `verifyBundle` accepts; `contents` are theirs.
 */
export function rescoreBundle(
  members: MemberMap,
  contents: BundleContents,
  scorer: Scorer,
): Result<readonly BundleMember[]> {
  const events = toJournalEvents(contents);
  if (!events.ok) return events;
  const { rootHash } = contents.manifest;
  const run = toRunRows([...events.value, { type: 'scorer-add', scorer, rootHash }]);
  if (!run.ok) return run;
  const { rows, addedScorers } = run.value;
  const kept = [...members].flatMap(([path, bytes]) => (REPLACED.includes(path) ? [] : [{ path, bytes }]));
  const report = analyseRun(rows);
  const made = [
    { path: 'scores.jsonl', text: toJsonLines(rows.scores) },
    { path: 'report.json', text: toCanonicalJson(report) },
    { path: REPORT_HTML_PATH, text: toReportHtml(run.value, report) },
    { path: RESCORING_PATH, text: toCanonicalJson({ schemaVersion: 1, added: addedScorers }) },
    { path: 'README.md', text: toBundleReadme(run.value) },
  ].map(({ path, text }) => ({ path, bytes: encodeUtf8(text) }));
  const { runId, createdAt, status, configHash, designHash } = contents.manifest;
  const sealed = toSealedMembers([...kept, ...made], { runId, createdAt, status, configHash, designHash }, (facts) =>
    toRoCrateText(run.value, facts),
  );
  return toOk(sealed);
}
