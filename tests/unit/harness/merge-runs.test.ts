import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { mergeRuns } from '#harness/merge-runs.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildJournal } from '#tests/support/builders-bundle-run.ts';

const journal = buildJournal();
const whole = fold(journal);

function fold(events: readonly TranscriptEvent[]): FoldedRun {
  const run = toRunRows(events);
  if (!run.ok) throw new Error(run.failure.message);
  return run.value;
}

/** The part of a journal whose trials `isIn` takes, as another machine would have written it. */
function toPart(name: string, isIn: (event: TranscriptEvent) => boolean): readonly TranscriptEvent[] {
  return journal.flatMap((event): readonly TranscriptEvent[] => {
    if (event.type === 'run-start') return [{ ...event, runId: `${event.runId}-${name}` }];
    if (event.type === 'run-end') return [];
    return !('trialKey' in event) || isIn(event) ? [event] : [];
  });
}

const partOf = (event: TranscriptEvent, parts: number): number =>
  'trialKey' in event ? Number.parseInt(event.trialKey.slice(0, 6), 16) % parts : 0;

function merge(parts: readonly (readonly TranscriptEvent[])[]): readonly TranscriptEvent[] {
  const merged = mergeRuns(parts);
  if (!merged.ok) throw new Error(merged.failure.message);
  return merged.value;
}

describe('parts of a run', () => {
  test.each([1, 2, 3, 7])('%d of them merge into the report and the transcripts of the whole', (count) => {
    const parts = Array.from({ length: count }, (_, part) =>
      toPart(String(part), (event) => partOf(event, count) === part),
    );
    const run = fold(merge(parts));
    expect(run.status).toBe('completed');
    expect(run.rows.transcripts).toEqual(whole.rows.transcripts);
    expect(run.rows.scores).toEqual(whole.rows.scores);
    const { runId: _, ...report } = analyseRun(run.rows);
    const { runId: __, ...expected } = analyseRun(whole.rows);
    expect(report).toEqual(expected);
    const shuffled = fold(merge(parts.toReversed()));
    expect(shuffled.rows.runId).toBe(run.rows.runId);
    expect(shuffled.rows.transcripts).toEqual(whole.rows.transcripts);
    const members = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
    expect(errorsOf(new Map(members.map(({ path, bytes }) => [path, bytes])))).toEqual([]);
  });

  test('that lack a trial give an unfinished run', () => {
    const parts = [0, 1].map((part) => toPart(String(part), (event) => partOf(event, 3) === part));
    const run = fold(merge(parts));
    expect(run.status).toBe('unfinished');
    expect(run.rows.transcripts.length).toBeLessThan(whole.rows.transcripts.length);
  });

  test('with a trial twice, another configuration, another build or other samples are refused', () => {
    const all = toPart('a', () => true);
    expect(mergeRuns([all, toPart('b', () => true)])).toMatchObject({
      failure: { code: 'bundle-invalid', message: expect.stringContaining('has a result in two parts') },
    });
    const other = (change: (start: Extract<TranscriptEvent, { type: 'run-start' }>) => TranscriptEvent) =>
      toPart('c', () => false).map((event) => (event.type === 'run-start' ? change(event) : event));
    for (const [part, message] of [
      [other((start) => ({ ...start, configHash: 'b'.repeat(64) })), 'another configuration'],
      [other((start) => ({ ...start, samples: start.samples.slice(1) })), 'other samples'],
      [other((start) => ({ ...start, build: { ...start.build, buildSha256: 'b'.repeat(64) } })), 'another build'],
    ] as const)
      expect(mergeRuns([all, part])).toMatchObject({ failure: { message: expect.stringContaining(message) } });
    expect(mergeRuns([])).toMatchObject({ failure: { code: 'bundle-invalid' } });
  });
});
