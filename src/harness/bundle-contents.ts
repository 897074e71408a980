import type * as z from 'zod';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { Cost } from '#core/bundle/cost.ts';
import { EnvironmentMember } from '#core/bundle/environment-member.ts';
import { isPlainlyCanonical } from '#core/bundle/is-canonical-text.ts';
import { findIllFormedText } from '#core/bundle/ill-formed-text.ts';
import { toPartPath } from '#core/bundle/member-path.ts';
import { parseJson } from '#core/bundle/parse-json.ts';
import {
  AttemptRow,
  ConditionRow,
  SampleRow,
  ScoreRow,
  TimingRow,
  TranscriptRow,
  type Manifest,
} from '#core/bundle/rows.ts';
import { toFieldPath, toSchemaProblems } from '#core/bundle/schema-problem.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { Annotation } from '#core/model/annotation.ts';
import { createAcceptor, type Acceptor } from '#core/model/create-acceptor.ts';
import { EffectiveConfig } from '#core/model/effective-config.ts';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Report } from '#core/model/report.ts';
import { Rescoring, type AddedScorer } from '#core/model/rescoring.ts';
import type { Sample } from '#core/model/sample.ts';
import type { MemberMap } from './bundle-manifest.ts';
import { toTokenizerFolders } from './bundle-tokenizer-folders.ts';
import { RO_CRATE_PATH } from './ro-crate.ts';
import { createFindingList, type FindingList, type VerifyFinding } from './verify-finding.ts';

/** A row with the place that it was read from. */
export interface PlacedRow<T> {
  readonly row: T;
  readonly member: string;
  /** 1-based. */
  readonly line: number;
}

/** A bundle, every document and row parsed. */
export interface BundleContents {
  readonly manifest: Manifest;
  readonly config: HarnessConfig;
  readonly effectiveConfig: EffectiveConfig;
  readonly environment: EnvironmentMember;
  readonly samples: readonly PlacedRow<Sample>[];
  readonly conditions: readonly PlacedRow<ConditionRow>[];
  readonly transcripts: readonly PlacedRow<TranscriptRow>[];
  readonly attempts: readonly PlacedRow<AttemptRow>[];
  readonly timings: readonly PlacedRow<TimingRow>[];
  readonly scores: readonly PlacedRow<ScoreRow>[];
  readonly report: Report;
  readonly cost: Cost;
  /** `report.html`; null in bundles of builds that wrote none. */
  readonly reportHtml: string | null;
  /** `ro-crate-metadata.json`; null in bundles of builds that wrote none. */
  readonly roCrate: string | null;
  /** Of `annotations.jsonl`; none when the bundle has no such member. */
  readonly annotations: readonly PlacedRow<Annotation>[];
  /** Of `rescoring.json`; none when the bundle has no such member. */
  readonly addedScorers: readonly AddedScorer[];
  /** Text of tokenizer files by model id, then by path in the model's folder. */
  readonly tokenizerFilesByModel: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Only in bundles to which a scorer was added. */
export const RESCORING_PATH = 'rescoring.json';

/** Only in bundles on which somebody remarked. */
export const ANNOTATIONS_PATH = 'annotations.jsonl';

/** The report for a person, beside `report.json`. */
export const REPORT_HTML_PATH = 'report.html';

const KNOWN =
  /^(?:manifest\.json|manifest-sha256\.txt|README\.md|report\.html|ro-crate-metadata\.json|(?:config|effective-config|environment|report|cost|rescoring)\.json|(?:samples|conditions|scores|annotations)\.jsonl|(?:transcripts|attempts|timings)-\d{4,}\.jsonl|tokenizer\/.+)$/;

/**
 * Parses every member against its schema, naming member and line of each departure. `contents` is null when anything is missing
 * or wrong. Unknown members are a note: later builds may add some within a format version.
 */
export function parseBundleContents(
  members: MemberMap,
  manifest: Manifest,
): { readonly contents: BundleContents | null; readonly findings: readonly VerifyFinding[] } {
  const list = createFindingList('schemas');
  const config = readDocument(members, 'config.json', HarnessConfig, list);
  const effectiveConfig = readDocument(members, 'effective-config.json', EffectiveConfig, list);
  const environment = readDocument(members, 'environment.json', EnvironmentMember, list);
  const report = readDocument(members, 'report.json', Report, list);
  const cost = readDocument(members, 'cost.json', Cost, list);
  const reportHtml = members.has(REPORT_HTML_PATH) ? readText(members, REPORT_HTML_PATH, list) : null;
  const roCrate = members.has(RO_CRATE_PATH) ? readText(members, RO_CRATE_PATH, list) : null;
  const rescoring = members.has(RESCORING_PATH) ? readDocument(members, RESCORING_PATH, Rescoring, list) : null;
  const rows = {
    samples: readRows(members, 'samples.jsonl', SampleRow, list),
    conditions: readRows(members, 'conditions.jsonl', ConditionRow, list, createAcceptor(ConditionRow)),
    transcripts: readParts(members, 'transcripts', TranscriptRow, list),
    attempts: readParts(members, 'attempts', AttemptRow, list),
    timings: readParts(members, 'timings', TimingRow, list),
    scores: readRows(members, 'scores.jsonl', ScoreRow, list, createAcceptor(ScoreRow)),
    annotations: members.has(ANNOTATIONS_PATH) ? readRows(members, ANNOTATIONS_PATH, Annotation, list) : [],
  };
  const tokenizerFilesByModel = config === null ? {} : readTokenizerFiles(members, config, list);
  for (const path of members.keys())
    if (!KNOWN.test(path)) list.note(path, null, 'is not known to this build and was not checked');
  const isWhole =
    config !== null &&
    effectiveConfig !== null &&
    environment !== null &&
    report !== null &&
    cost !== null &&
    !list.hasError;
  return {
    contents: isWhole
      ? {
          manifest,
          config,
          effectiveConfig,
          environment,
          report,
          cost,
          reportHtml,
          roCrate,
          addedScorers: rescoring?.added ?? [],
          ...rows,
          tokenizerFilesByModel,
        }
      : null,
    findings: list.findings,
  };
}

function readText(members: MemberMap, path: string, list: FindingList): string | null {
  const bytes = members.get(path);
  if (bytes === undefined) {
    list.error(path, null, 'is missing');
    return null;
  }
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) return decoded.text;
  list.error(path, null, `byte ${decoded.byteOffset} is not valid UTF-8`);
  return null;
}

function readValue<T>(
  text: string,
  schema: z.ZodType<T>,
  place: { readonly member: string; readonly line: number | null },
  list: FindingList,
): T | null {
  const { member, line } = place;
  const json = parseJson(text);
  if (!json.ok) {
    list.error(
      member,
      line,
      `not valid JSON at ${line === null ? `line ${json.line}, ` : ''}column ${json.column}: ${json.reason}`,
    );
    return null;
  }
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) {
    for (const problem of toSchemaProblems(parsed.error, json.value).slice(0, 3))
      list.error(member, line, problem.message);
    return null;
  }
  const illFormed = findIllFormedText(json.value);
  if (illFormed !== null) list.error(member, line, `${toFieldPath(illFormed)} holds half a surrogate pair`);
  else if (toCanonicalJson(json.value) !== text) list.error(member, line, 'is not canonical JSON (RFC 8785)');
  return parsed.data;
}

function readDocument<T>(members: MemberMap, path: string, schema: z.ZodType<T>, list: FindingList): T | null {
  const text = readText(members, path, list);
  return text === null ? null : readValue(text, schema, { member: path, line: null }, list);
}

/** @param accepts for members of many rows, whose keys may stay in the order of the text; samples come in that of their schema. */
function readRows<T>(
  members: MemberMap,
  path: string,
  schema: z.ZodType<T>,
  list: FindingList,
  accepts: Acceptor<T> | null = null,
): readonly PlacedRow<T>[] {
  const text = readText(members, path, list);
  if (text === null || text === '') return [];
  const lines = text.split('\n');
  if (lines.pop() !== '') list.error(path, lines.length + 1, 'the last line has no line end: the file is cut');
  return lines.flatMap((lineText, index) => {
    const line = index + 1;
    const row =
      (accepts === null ? null : readPlainRow(lineText, accepts)) ??
      readValue(lineText, schema, { member: path, line }, list);
    return row === null ? [] : [{ row, member: path, line }];
  });
}

/** A row that is plainly right, without the cost of a full check; null = check it. */
function readPlainRow<T>(text: string, accepts: Acceptor<T>): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return accepts(value) && isPlainlyCanonical(text, value) ? value : null;
}

function readParts<T>(
  members: MemberMap,
  stem: string,
  schema: z.ZodType<T>,
  list: FindingList,
): readonly PlacedRow<T>[] {
  const accepts = createAcceptor(schema);
  const partCount = [...members.keys()].filter((path) => path.startsWith(`${stem}-`)).length;
  return Array.from({ length: Math.max(1, partCount) }, (_, part) =>
    readRows(members, toPartPath(stem, part), schema, list, accepts),
  ).flat();
}

function readTokenizerFiles(
  members: MemberMap,
  config: HarnessConfig,
  list: FindingList,
): BundleContents['tokenizerFilesByModel'] {
  return Object.fromEntries(
    [...toTokenizerFolders(config)].map(([modelId, folder]) => {
      const paths = [...members.keys()].filter((path) => path.startsWith(`${folder}/`));
      const texts = paths.map((path) => [path.slice(folder.length + 1), readText(members, path, list) ?? ''] as const);
      return [modelId, Object.fromEntries(texts)];
    }),
  );
}
