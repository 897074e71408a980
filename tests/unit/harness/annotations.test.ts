import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import {
  mergeAnnotations,
  toStanding,
  type Annotation,
  type AnnotationContent,
  type AnnotationTarget,
} from '#core/model/annotation.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { annotateRun, parseAnnotationLines, toAnnotation } from '#harness/annotate-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { toHumanEvidence, toRegrades } from '#harness/human-evidence.ts';
import type { Journal, TranscriptStore } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { toOk } from '#core/errors/result.ts';
import { textOf, withFreshHashes, withText, type Members } from '#tests/support/bundle-forgery.ts';
import { errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildJournal } from '#tests/support/builders-bundle-run.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { importBundle } from '#workers/bundle/import-bundle.ts';

const journal = buildJournal();
const plain = fold(journal);
const { rows } = plain;
const scorer = rows.config.scorers[0]?.name ?? '';
const model = rows.config.models[0]?.modelId ?? '';
const [first] = rows.scores.filter(({ conditionId }) => conditionId === 'original');
if (first === undefined) throw new Error('the run has no score');
const trial: AnnotationTarget = { type: 'trial', trialKey: first.trialKey };

function fold(events: readonly TranscriptEvent[]): FoldedRun {
  const run = toRunRows(events);
  if (!run.ok) throw new Error(run.failure.message);
  return run.value;
}

let minute = 0;
function say(target: AnnotationTarget, content: AnnotationContent, author = 'A. Reader'): Annotation {
  minute += 1;
  const at = `2026-11-30T10:${String(minute).padStart(2, '0')}:00.000Z`;
  const made = toAnnotation({ at, author, target, content });
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
}

function toMembers(annotations: readonly Annotation[]): Members {
  const run = fold([...journal, ...annotations.map((annotation) => ({ type: 'annotation', annotation }) as const)]);
  const members = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  return new Map(members.map(({ path, bytes }) => [path, bytes]));
}

/** A store with this one run, whose lines it keeps. */
function createStore(events: readonly TranscriptEvent[]): {
  store: TranscriptStore;
  read: () => readonly TranscriptEvent[];
} {
  let kept = [...events];
  const open = (): Journal => ({
    events: kept,
    append: (added) => {
      kept = [...kept, ...added];
      return Promise.resolve(toOk(null));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
  return { store: { open: () => Promise.resolve(toOk(open())) } as unknown as TranscriptStore, read: () => kept };
}

describe('what was said', () => {
  const comment = say(trial, { type: 'comment', text: 'odd' });
  const retraction = say(trial, { type: 'retract', annotationId: comment.annotationId, text: 'not odd' });
  const again = say(trial, { type: 'retract', annotationId: retraction.annotationId, text: 'odd after all' });

  test('has an id that follows from it, and merges in one order', () => {
    expect(say(trial, { type: 'comment', text: 'odd' }).annotationId).not.toBe(comment.annotationId);
    expect(mergeAnnotations([again, comment, retraction, comment])).toEqual([comment, retraction, again]);
  });

  test('stands until it is taken back, and again when that is taken back', () => {
    expect(toStanding([comment])).toEqual([comment]);
    expect(toStanding([retraction, comment])).toEqual([]);
    expect(toStanding([comment, retraction, again])).toEqual([comment]);
  });

  test('needs a name and a reason', () => {
    const at = '2026-11-30T10:00:00.000Z';
    expect(toAnnotation({ at, author: ' ', target: trial, content: { type: 'comment', text: 'x' } }).ok).toBe(false);
    expect(toAnnotation({ at, author: 'A', target: trial, content: { type: 'invalidate', text: ' ' } }).ok).toBe(false);
    const tagged = toAnnotation({ at, author: 'A', target: trial, content: { type: 'tag', tag: '=1+1', text: '' } });
    expect(tagged.ok).toBe(false);
  });
});

describe('a bundle with annotations', () => {
  const said = [
    say(trial, { type: 'regrade', scorer, success: 1, text: 'the units are right' }),
    say({ type: 'run' }, { type: 'define-tag', tag: 'unit error', text: 'a wrong unit' }),
    say({ type: 'sample', sampleId: first.sampleId }, { type: 'tag', tag: 'unit error', text: '' }),
  ];
  const members = toMembers(said);

  test('is accepted, and differs only in what names them', () => {
    expect(errorsOf(members)).toEqual([]);
    const before = toMembers([]);
    const changed = [...members].flatMap(([path, bytes]) =>
      Buffer.from(bytes).equals(before.get(path) ?? new Uint8Array()) ? [] : [path],
    );
    expect(changed).toEqual(['annotations.jsonl', 'manifest-sha256.txt', 'manifest.json', 'ro-crate-metadata.json']);
  });

  test('gives them back when it is opened', async () => {
    const zip = await encodeZip([...members].map(([path, bytes]) => ({ path, bytes })));
    if (!zip.ok) throw new Error(zip.failure.message);
    const opened = await importBundle(zip.value);
    if (!opened.ok) throw new Error(opened.failure.message);
    const annotations = opened.value.journalLines.flatMap((line) => {
      const event = JSON.parse(line) as TranscriptEvent;
      return event.type === 'annotation' ? [event.annotation] : [];
    });
    expect(annotations).toEqual(said);
  });

  test.each([
    ['a changed word', (text: string) => text.replace('units are right', 'units are wrong'), 'annotationId is not'],
    ['a line twice', (text: string) => text + text.split('\n')[0] + '\n', 'stands twice'],
  ])('is rejected with %s', (_, edit, message) => {
    const forged = withFreshHashes(withText(members, 'annotations.jsonl', edit));
    expect(errorsOf(forged).join('\n')).toContain(message);
  });

  test('is rejected with one about a trial that it does not have', () => {
    const elsewhere = say({ type: 'trial', trialKey: 'f'.repeat(64) }, { type: 'comment', text: 'x' });
    expect(errorsOf(toMembers([elsewhere])).join('\n')).toContain(
      'annotations annotations.jsonl:1: the run has no trial',
    );
  });
});

describe('a second result', () => {
  test('re-grades and invalidations change it, and nothing else', () => {
    const flip = first.success === 1 ? 0 : 1;
    const regrade = say(trial, { type: 'regrade', scorer, success: flip, text: 'wrong' });
    const evidence = toHumanEvidence(rows, [regrade], model, scorer);
    expect(evidence.changed).toBe(1);
    const report = analyseRun(rows).estimates.find(
      ({ metric, conditionId, params }) =>
        metric === 'accuracy' && conditionId === 'original' && Object.keys(params).length === 0,
    );
    expect(evidence.asScored[0]).toEqual(report);
    expect(evidence.asJudged[0]?.value).not.toBe(report?.value);

    const left = say({ type: 'sample', sampleId: first.sampleId }, { type: 'invalidate', text: 'ambiguous' });
    const without = toHumanEvidence(rows, [regrade, left], model, scorer);
    expect(without.changed).toBe(0);
    expect(without.asJudged[0]?.n).toBe((report?.n ?? 0) - 1);
  });

  test('the latest standing re-grade of a trial holds', () => {
    const one = say(trial, { type: 'regrade', scorer, success: 1, text: 'a' });
    const two = say(trial, { type: 'regrade', scorer, success: 0, text: 'b' }, 'B. Reader');
    const back = say(trial, { type: 'retract', annotationId: two.annotationId, text: 'c' });
    expect([...toRegrades([two, one], scorer).values()]).toEqual([0]);
    expect([...toRegrades([two, one, back], scorer).values()]).toEqual([1]);
    expect(toRegrades([one], 'other').size).toBe(0);
  });
});

describe('writing into a run', () => {
  test('adds what is new, once', async () => {
    const { store, read } = createStore(journal);
    const comment = say({ type: 'run' }, { type: 'comment', text: 'x' });
    expect(await annotateRun(store, rows.runId, [comment])).toEqual(toOk(1));
    expect(await annotateRun(store, rows.runId, [comment])).toEqual(toOk(0));
    expect(fold(read()).annotations).toEqual([comment]);
  });

  test('writes nothing when one of them belongs to another run', async () => {
    const { store, read } = createStore(journal);
    const mine = say({ type: 'run' }, { type: 'comment', text: 'x' });
    const other = say({ type: 'sample', sampleId: 'elsewhere' }, { type: 'comment', text: 'y' });
    const result = await annotateRun(store, rows.runId, [mine, other]);
    expect(result).toMatchObject({ ok: false, failure: { code: 'bundle-invalid' } });
    expect(read()).toHaveLength(journal.length);
  });

  test('a file is read line by line, and the line that is none is named', () => {
    const comment = say({ type: 'run' }, { type: 'comment', text: '= not a formula' });
    expect(parseAnnotationLines(toJsonLines([comment]))).toEqual(toOk([comment]));
    expect(parseAnnotationLines(`${toJsonLines([comment])}{"a":1}`)).toMatchObject({
      failure: { location: 'line 2' },
    });
    expect(parseAnnotationLines('{')).toMatchObject({ failure: { location: 'line 1' } });
  });
});

test('the text of annotations is in the bundle as it was said', () => {
  const text = 'ಕನ್ನಡ <script>alert(1)</script>';
  const members = toMembers([say(trial, { type: 'comment', text })]);
  expect(textOf(members, 'annotations.jsonl')).toContain(JSON.stringify(text));
});
