/** Checks of a bundle in the order in which they are made, with what each one asserts. */
export const VERIFY_CHECKS = [
  { check: 'manifest', title: 'the manifest is readable and of a known format version' },
  { check: 'members', title: 'every file has the size and SHA-256 of the manifest, none is missing or unlisted' },
  { check: 'sums', title: 'manifest-sha256.txt agrees with the files' },
  { check: 'schemas', title: 'every document and row follows its schema' },
  { check: 'hashes', title: 'configuration and design hash, and the effective configuration, agree with config.json' },
  { check: 'samples', title: 'the samples are those of the configuration' },
  { check: 'tokenizer', title: 'the tokenizer files are those of the configuration' },
  { check: 'plan', title: 'conditions and trials are those that the configuration plans' },
  { check: 'prompts', title: 'prompts and prompt tokens follow from template and samples' },
  { check: 'outputs', title: 'output texts follow from their tokens' },
  { check: 'scores', title: 'scores follow from the outputs' },
  { check: 'timings', title: 'timings and attempts belong to the trials' },
  { check: 'annotations', title: 'every annotation is whole and about something that the run has' },
  { check: 'report', title: 'the report follows from the rows' },
  { check: 'cost', title: 'the cost follows from the timings' },
] as const;

export type VerifyCheck = (typeof VERIFY_CHECKS)[number]['check'];

/** Something that a check has to say. */
export interface VerifyFinding {
  /** `skipped`: the check could not be made because an earlier one failed. */
  readonly severity: 'error' | 'note' | 'skipped';
  readonly check: VerifyCheck;
  /** Path of the member, or null for the bundle as a whole. */
  readonly member: string | null;
  /** 1-based line of a JSON Lines member; null otherwise. */
  readonly line: number | null;
  readonly message: string;
}

/** Most findings that one check reports. */
const MAX_FINDINGS = 20;

/** Gathers the findings of one check. */
export interface FindingList {
  readonly findings: readonly VerifyFinding[];
  readonly hasError: boolean;
  error(member: string | null, line: number | null, message: string): void;
  note(member: string | null, line: number | null, message: string): void;
}

/** An empty list; keeps the first 20 findings and counts the rest. */
export function createFindingList(check: VerifyCheck): FindingList {
  const kept: VerifyFinding[] = [];
  let errorCount = 0;
  let count = 0;
  const add = (severity: 'error' | 'note', member: string | null, line: number | null, message: string): void => {
    count += 1;
    if (severity === 'error') errorCount += 1;
    // A note never crowds out an error.
    if (count <= MAX_FINDINGS || (severity === 'error' && errorCount === 1))
      kept.push({ severity, check, member, line, message });
  };
  return {
    get findings() {
      const hidden = count - kept.length;
      if (hidden === 0) return kept;
      const summary = `${hidden} more of the same check`;
      return [
        ...kept,
        { severity: errorCount > 0 ? 'error' : 'note', check, member: null, line: null, message: summary } as const,
      ];
    },
    get hasError() {
      return errorCount > 0;
    },
    error: (member, line, message) => {
      add('error', member, line, message);
    },
    note: (member, line, message) => {
      add('note', member, line, message);
    },
  };
}

/** Where a finding is, for a person: `scores.jsonl:7`. */
export function toFindingPlace(finding: VerifyFinding): string {
  if (finding.member === null) return 'bundle';
  return finding.line === null ? finding.member : `${finding.member}:${finding.line}`;
}

/** Outcome of one check. */
export interface CheckResult {
  readonly check: VerifyCheck;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly findings: readonly VerifyFinding[];
}

/** Findings by check, in order. */
export function toCheckResults(findings: readonly VerifyFinding[]): readonly CheckResult[] {
  return VERIFY_CHECKS.map(({ check, title }) => {
    const own = findings.filter((finding) => finding.check === check);
    const toStatus = (): CheckResult['status'] => {
      if (own.some((finding) => finding.severity === 'error')) return 'failed';
      return own.some((finding) => finding.severity === 'skipped') ? 'skipped' : 'passed';
    };
    return { check, title, status: toStatus(), findings: own };
  });
}
