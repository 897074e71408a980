import type { Result } from '#core/errors/result.ts';
import type { ScoreRow } from '#core/bundle/rows.ts';
import { analyseRun } from './analyse-run.ts';
import { parseBundleContents, RESCORING_PATH, type BundleContents } from './bundle-contents.ts';
import { toJournalEvents, toRunStart, toScorerAdds } from './bundle-journal.ts';
import { parseManifest, type MemberMap } from './bundle-manifest.ts';
import type { RunRows } from './run-rows.ts';
import { toRunRows, type FoldedRun } from './to-run-rows.ts';
import { toTokenizerJsonByModel } from './tokenizer-json.ts';
import type { CreateVerifyCodec } from './verify-codec.ts';
import { verifyAnnotations } from './verify-annotations.ts';
import { verifyConfigHashes } from './verify-config-hashes.ts';
import { verifyForced } from './verify-forced.ts';
import { verifyExtension } from './verify-extension.ts';
import { verifyGpu } from './verify-gpu.ts';
import type { CreateTokenGumbel } from './verify-noise.ts';
import { verifyElicitationTimings, verifyElicited } from './verify-elicited.ts';
import { VERIFY_CHECKS, type VerifyCheck, type VerifyFinding } from './verify-finding.ts';
import { toHashByPath, verifyMembers, verifySums, type HashByPath } from './verify-members.ts';
import { verifyOutputs } from './verify-outputs.ts';
import { verifyPlan } from './verify-plan.ts';
import { verifyPrompts } from './verify-prompts.ts';
import { verifyCost, verifyReport, verifyReportHtml, verifyRoCrate } from './verify-report.ts';
import { verifySamples } from './verify-samples.ts';
import { toRecomputedScores, verifyScores } from './verify-scores.ts';
import { verifyTimings } from './verify-timings.ts';
import { verifyTokenizer } from './verify-tokenizer.ts';

/** Checks from `check` to the last that could not be made. */
function toSkipped(check: VerifyCheck, reason: string): readonly VerifyFinding[] {
  const start = VERIFY_CHECKS.findIndex((entry) => entry.check === check);
  return VERIFY_CHECKS.slice(start).map((entry) => ({
    severity: 'skipped',
    check: entry.check,
    member: null,
    line: null,
    message: `not checked: ${reason}`,
  }));
}

/**
 * Checks an unzipped bundle against itself: hashes, schemas, and everything that can be computed again from configuration, samples and
 * output tokens. Pure. A bundle whose manifest and sums were written anew after a change is found by the recomputation.
 * @param createCodec builds a model's text codec from its tokenizer files (`createTextCodec`).
 * @param createTokenGumbel noise of the sampler (`createTokenGumbel`), with which tokens that no draw can have given are found; null
 * leaves that check out, for bundles whose tokens nobody drew.
 * @returns findings in the order of `VERIFY_CHECKS`; no `error` among them means accepted. `toCheckResults` groups them.
 */
export function verifyBundle(
  members: MemberMap,
  createCodec: CreateVerifyCodec,
  createTokenGumbel: CreateTokenGumbel | null = null,
): readonly VerifyFinding[] {
  return readVerifiedBundle(members, createCodec, createTokenGumbel).findings;
}

/**
 * As `verifyBundle`, with what the bundle holds, so that a reader need not parse it again; null where it could not be parsed.
 * @param onCheck is told of each check before it is made.
 */
export function readVerifiedBundle(
  members: MemberMap,
  createCodec: CreateVerifyCodec,
  createTokenGumbel: CreateTokenGumbel | null,
  onCheck: OnCheck = () => undefined,
): { readonly findings: readonly VerifyFinding[]; readonly contents: BundleContents | null } {
  const manifest = parseManifest(members);
  if (!manifest.ok) {
    const { message } = manifest.failure;
    const finding = { severity: 'error', check: 'manifest', member: 'manifest.json', line: null, message } as const;
    return { findings: [finding, ...toSkipped('members', 'there is no readable manifest')], contents: null };
  }
  onCheck('members');
  const hashByPath = toHashByPath(members);
  onCheck('schemas');
  const { contents, findings } = parseBundleContents(members, manifest.value);
  const all = [
    ...verifyMembers(members, hashByPath, manifest.value),
    ...verifySums(members, hashByPath),
    ...findings,
    ...(contents === null
      ? toSkipped('hashes', 'not every file follows its schema')
      : verifyContents(contents, hashByPath, { createCodec, createTokenGumbel, onCheck })),
  ];
  return { findings: all, contents };
}

type OnCheck = (check: VerifyCheck) => void;

interface VerifyTools {
  readonly createCodec: CreateVerifyCodec;
  readonly createTokenGumbel: CreateTokenGumbel | null;
  readonly onCheck: OnCheck;
}

function verifyContents(
  contents: BundleContents,
  hashByPath: HashByPath,
  { createCodec, createTokenGumbel, onCheck }: VerifyTools,
): readonly VerifyFinding[] {
  const from = (check: VerifyCheck, make: () => readonly VerifyFinding[]): readonly VerifyFinding[] => {
    onCheck(check);
    return make();
  };
  const tokenizer = verifyTokenizer(contents, createCodec);
  const early = [
    ...verifyConfigHashes(contents),
    ...verifyGpu(contents),
    ...verifyExtension(contents),
    ...verifySamples(contents, hashByPath),
    ...tokenizer.findings,
  ];
  onCheck('plan');
  const planned = toPlanned(contents);
  if (!planned.ok) {
    const { message } = planned.failure;
    const member = contents.addedScorers.length === 0 ? 'config.json' : RESCORING_PATH;
    const finding = { severity: 'error', check: 'plan', member, line: null, message } as const;
    return [...early, finding, ...toSkipped('prompts', 'the configuration cannot be planned')];
  }
  const plan = verifyPlan(contents, planned.value);
  const scores = toRecomputedScores(contents, planned.value);
  return [
    ...early,
    ...plan,
    ...from('prompts', () => verifyPrompts(contents, planned.value, tokenizer.codecByModel)),
    ...from('outputs', () => verifyOutputs(contents, planned.value, tokenizer.codecByModel, createTokenGumbel)),
    ...verifyElicited(contents, planned.value, tokenizer.codecByModel),
    ...verifyForced(contents, planned.value),
    ...verifyScores(contents, scores),
    ...verifyTimings(contents),
    ...verifyElicitationTimings(contents),
    ...verifyAnnotations(contents),
    ...(plan.some((finding) => finding.severity === 'error')
      ? toSkipped('report', 'the trials are not those of the plan')
      : from('report', () => verifyNumbers(contents, planned.value, scores))),
  ];
}

/** The plan; with a precision target up to the epochs that the bundle's own trials decide. */
function toPlanned(contents: BundleContents): Result<FoldedRun> {
  const whole = (contents.config.protocol.precision ?? null) === null ? null : toJournalEvents(contents);
  return toRunRows(whole?.ok === true ? whole.value : [toRunStart(contents), ...toScorerAdds(contents)]);
}

function verifyNumbers(
  contents: BundleContents,
  planned: FoldedRun,
  scores: readonly ScoreRow[],
): readonly VerifyFinding[] {
  const rows: RunRows = {
    ...planned.rows,
    transcripts: contents.transcripts.map(({ row }) => row),
    attempts: contents.attempts.map(({ row }) => row),
    timings: contents.timings.map(({ row }) => row),
    tokenizerJsonByModel: toTokenizerJsonByModel(contents.tokenizerFilesByModel),
    scores,
  };
  return [
    ...verifyReport(contents, analyseRun(rows)),
    ...verifyReportHtml(contents, rows),
    ...verifyRoCrate(contents, rows),
    ...verifyCost(contents, rows),
  ];
}
