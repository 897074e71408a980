import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { toEnvironmentMember } from '#core/bundle/environment-member.ts';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { SUMS_PATH, toSumsText } from '#core/bundle/manifest-sums.ts';
import { comparePaths, toMemberPathProblem, toPartPath } from '#core/bundle/member-path.ts';
import { BUNDLE_FORMAT_VERSION, type Manifest } from '#core/bundle/rows.ts';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { Report } from '#core/model/report.ts';
import type { AddedScorer, Rescoring } from '#core/model/rescoring.ts';
import { ANNOTATIONS_PATH, REPORT_HTML_PATH, RESCORING_PATH } from './bundle-contents.ts';
import { toCost } from './bundle-cost.ts';
import { toBundleReadme } from './bundle-readme.ts';
import { toTokenizerFolders } from './bundle-tokenizer-folders.ts';
import { RO_CRATE_PATH, toRoCrateText } from './ro-crate.ts';
import { toReportHtml } from './report-html/to-report-html.ts';
import type { FoldedRun } from './to-run-rows.ts';

/** A file of a bundle. */
export interface BundleMember {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Largest part of a split member, bytes (DESIGN §7). */
const MAX_PART_BYTES = 64_000_000;

/** Rows as members of at most `maxBytes` each, cut between rows; one member, empty, for no rows. A larger row stands alone. */
export function toPartMembers(
  stem: string,
  rows: readonly unknown[],
  maxBytes: number = MAX_PART_BYTES,
): readonly BundleMember[] {
  const parts: Uint8Array[][] = [[]];
  let partBytes = 0;
  for (const row of rows) {
    const line = encodeUtf8(toJsonLines([row]));
    if (partBytes > 0 && partBytes + line.length > maxBytes) {
      parts.push([]);
      partBytes = 0;
    }
    parts.at(-1)?.push(line);
    partBytes += line.length;
  }
  return parts.map((lines, part) => ({ path: toPartPath(stem, part), bytes: joinBytes(lines) }));
}

function joinBytes(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0));
  let position = 0;
  for (const line of lines) {
    bytes.set(line, position);
    position += line.length;
  }
  return bytes;
}

/** Files whose path is not safe everywhere stay out. */
function toTokenizerMembers({ rows, tokenizerFilesByModel }: FoldedRun): readonly BundleMember[] {
  return [...toTokenizerFolders(rows.config)]
    .flatMap(([modelId, folder]) =>
      Object.entries(tokenizerFilesByModel[modelId] ?? {}).map(([path, text]) => ({
        path: `${folder}/${path}`,
        bytes: encodeUtf8(text),
      })),
    )
    .filter(({ path }) => toMemberPathProblem(path) === null);
}

/**
 * Every member of a run's bundle, sorted by path, manifest and sums included. Pure: the same run and report give the same bytes.
 * `config.json` is canonical JSON without a final newline, so its SHA-256 is the configuration hash.
 */
export function toBundleMembers(
  run: FoldedRun,
  report: Report,
  options: { readonly includeEnvironment: boolean },
): readonly BundleMember[] {
  const { rows, askedConfig, addedScorers, annotations, effectiveConfig, environment, createdAt, status } = run;
  const toDocument = (path: string, value: unknown): BundleMember => ({
    path,
    bytes: encodeUtf8(toCanonicalJson(value)),
  });
  const listed = [
    toDocument('config.json', askedConfig),
    toDocument('effective-config.json', effectiveConfig),
    toDocument('environment.json', toEnvironmentMember(environment, options.includeEnvironment)),
    { path: 'samples.jsonl', bytes: encodeUtf8(toJsonLines(rows.samples)) },
    { path: 'conditions.jsonl', bytes: encodeUtf8(toJsonLines(rows.conditionRows)) },
    ...toPartMembers('transcripts', rows.transcripts),
    ...toPartMembers('attempts', rows.attempts),
    ...toPartMembers('timings', rows.timings),
    { path: 'scores.jsonl', bytes: encodeUtf8(toJsonLines(rows.scores)) },
    toDocument('report.json', report),
    { path: REPORT_HTML_PATH, bytes: encodeUtf8(toReportHtml(run, report)) },
    toDocument('cost.json', toCost(rows)),
    ...(addedScorers.length === 0 ? [] : [toDocument(RESCORING_PATH, toRescoring(addedScorers))]),
    ...(annotations.length === 0 ? [] : [{ path: ANNOTATIONS_PATH, bytes: encodeUtf8(toJsonLines(annotations)) }]),
    ...toTokenizerMembers(run),
    { path: 'README.md', bytes: encodeUtf8(toBundleReadme(run)) },
  ];
  return toSealedMembers(
    listed,
    { runId: rows.runId, createdAt, status, configHash: rows.configHash, designHash: rows.designHash },
    (members) => toRoCrateText(run, members),
  );
}

function toFact({ path, bytes }: BundleMember): Manifest['members'][number] {
  return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
}

function toRescoring(addedScorers: readonly AddedScorer[]): Rescoring {
  return { schemaVersion: 1, added: [...addedScorers] };
}

/**
 * Adds `manifest.json` and the sums to the members that they list, and sorts.
 * @param toCrate describes the members for archives; null where the description is among them already.
 */
export function toSealedMembers(
  given: readonly BundleMember[],
  run: Pick<Manifest, 'runId' | 'createdAt' | 'status' | 'configHash' | 'designHash'>,
  toCrate: ((members: Manifest['members']) => string) | null,
): readonly BundleMember[] {
  const facts = given.map(toFact);
  const crate = toCrate === null ? [] : [{ path: RO_CRATE_PATH, bytes: encodeUtf8(toCrate(facts)) }];
  const listed = [...given, ...crate];
  const members = [...facts, ...crate.map(toFact)].toSorted((a, b) => comparePaths(a.path, b.path));
  const manifest: Manifest = {
    format: 'plumbline-bundle',
    formatVersion: BUNDLE_FORMAT_VERSION,
    ...run,
    members,
    rootHash: sha256Hex(toCanonicalJson(members)),
  };
  const manifestBytes = encodeUtf8(toCanonicalJson(manifest));
  const sums = toSumsText([...members, { path: 'manifest.json', sha256: sha256Hex(manifestBytes) }]);
  return [
    ...listed,
    { path: 'manifest.json', bytes: manifestBytes },
    { path: SUMS_PATH, bytes: encodeUtf8(sums) },
  ].toSorted((a, b) => comparePaths(a.path, b.path));
}
