import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { BundleContents } from './bundle-contents.ts';
import { createFindingList, type FindingList, type VerifyFinding } from './verify-finding.ts';

/** Checks that timings and attempts belong to the trials and count their tokens; the times themselves cannot be checked. */
export function verifyTimings(contents: BundleContents): readonly VerifyFinding[] {
  const list = createFindingList('timings');
  const timed = verifyTimingRows(contents, list);
  const finalFailures = new Set(contents.attempts.flatMap(({ row }) => (row.final ? [row.trialKey] : [])));
  for (const { row, member, line } of contents.transcripts) {
    if (row.status === 'completed' && !timed.has(row.trialKey))
      list.error(member, line, 'the completed trial has no row in timings');
    if (row.status === 'failed' && !finalFailures.has(row.trialKey))
      list.error(member, line, 'the failed trial has no final attempt in attempts');
  }
  return list.findings;
}

/** Tokens that the model worked for: all it sampled, or those of every option that it scored. */
function toOutputTokens({ outputTokenIds, options }: TranscriptRow): number {
  const scored = options?.reduce((sum, { tokenIds }) => sum + tokenIds.length, 0);
  return scored ?? outputTokenIds?.length ?? 0;
}

function verifyTimingRows({ transcripts, timings, attempts }: BundleContents, list: FindingList): ReadonlySet<string> {
  const transcriptByTrialKey = new Map(transcripts.map(({ row }) => [row.trialKey, row]));
  const timed = new Set<string>();
  for (const { row, member, line } of timings) {
    const transcript = transcriptByTrialKey.get(row.trialKey);
    if (transcript?.status !== 'completed')
      list.error(member, line, `times trial ${row.trialKey.slice(0, 12)}…, which is not completed`);
    else if (timed.has(row.trialKey))
      list.error(member, line, `times trial ${row.trialKey.slice(0, 12)}… a second time`);
    else if (row.promptTokens !== transcript.promptTokenIds.length)
      list.error(
        member,
        line,
        `promptTokens is ${row.promptTokens}, the transcript has ${transcript.promptTokenIds.length}`,
      );
    else if (row.outputTokens !== toOutputTokens(transcript))
      list.error(member, line, `outputTokens is ${row.outputTokens}, the transcript has ${toOutputTokens(transcript)}`);
    timed.add(row.trialKey);
  }
  for (const { row, member, line } of attempts) {
    // An unfinished run may have failed attempts of trials that have no final one yet.
    if (row.final && !transcriptByTrialKey.has(row.trialKey))
      list.error(member, line, `is the final attempt of trial ${row.trialKey.slice(0, 12)}…, which has no transcript`);
  }
  return timed;
}
