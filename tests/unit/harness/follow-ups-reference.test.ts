import { beforeAll, describe, expect, test } from 'vitest';
import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toJournalEvents } from '#harness/bundle-journal.ts';
import { parseBundleContents } from '#harness/bundle-contents.ts';
import { parseManifest } from '#harness/bundle-manifest.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { readConfidencePairs } from '#harness/confidence-pairs.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { at, withEdit, withFreshHashes, type Editable, type Members } from '#tests/support/bundle-forgery.ts';
import { errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const NAMES = ['Asha', 'Nisha', 'Sam'];
const samples: readonly Sample[] = NAMES.map((name, index) =>
  buildSample({
    sampleId: `who-${index}`,
    clusterId: `who-${index}`,
    input: `Facts: ${NAMES.map((other, place) => `${other} checks hoist ${place}.`).join(' ')}\nQuestion: Who checks hoist ${index}?`,
    target: [name],
  }),
);
const confidence: ConfidenceConfig = {
  pTrue: { question: 'Is that answer right? Answer True or False.', trueText: 'True', falseText: 'False' },
  verbalized: { question: 'How sure are you? Respond with ONLY a number between 0 and 100.', maxNewTokens: 6 },
  conditions: 'original',
};
const TRANSCRIPTS = 'transcripts-0000.jsonl';
const TIMINGS = 'timings-0000.jsonl';

let run: FoldedRun;
let members: Members;

// A real model on a busy machine.
beforeAll(async () => {
  const base = buildConfig(samples);
  run = await runOnReference({
    ...base,
    confidence,
    protocol: {
      ...base.protocol,
      epochs: { baseline: 2, perturbed: 1 },
      perturbations: base.protocol.perturbations.slice(0, 1),
    },
  });
  const written = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

/** Errors of the bundle after a forger changed a line and wrote all hashes anew. */
function forge(edit: (row: Editable) => void, path = TRANSCRIPTS): readonly string[] {
  return errorsOf(withFreshHashes(withEdit(members, path, edit, 1)));
}

describe('a run that asks about its answers', () => {
  test('shows the model its own answer and ends with the question', () => {
    const [first] = run.rows.transcripts;
    const shown = first?.elicited?.pTrue?.prompt ?? '';
    expect(shown.startsWith(first?.prompt ?? 'no prompt')).toBe(true);
    expect(shown).toContain(`<|assistant|>\n${first?.outputText}<|end|>\n<|user|>\n${confidence.pTrue?.question}`);
    expect(
      first?.elicited?.verbalized?.prompt?.endsWith(`${confidence.verbalized?.question}<|end|>\n<|assistant|>\n`),
    ).toBe(true);
  });

  test('has its bundle accepted by every check, and opened again as the same rows', () => {
    expect(verifyBundle(members, createTextCodec)).toEqual([]);
    const manifest = parseManifest(members);
    if (!manifest.ok) throw new Error(manifest.failure.message);
    const { contents } = parseBundleContents(members, manifest.value);
    if (contents === null) throw new Error('not whole');
    const events = toJournalEvents(contents);
    if (!events.ok) throw new Error(events.failure.message);
    const again = toRunRows(events.value);
    if (!again.ok) throw new Error(again.failure.message);
    expect(again.value.rows.transcripts).toEqual(run.rows.transcripts);
    expect(again.value.rows.timings).toEqual(run.rows.timings);
  });

  test('measures p_true on every answer, with curves to draw', () => {
    const { pairs } = readConfidencePairs(run.rows, 'reference', 'answer', 'p_true');
    expect(pairs).toHaveLength(6);
    const sources = analyseRun(run.rows)
      .estimates.filter(({ metric }) => metric === 'confidence_coverage')
      .map(({ params }) => params['source']);
    expect(sources).toContain('p_true');
    expect(sources).toContain('verbalized');
  });
});

describe('a forger who writes all hashes anew is found after changing', () => {
  test.each<[string, (row: Editable) => void, string]>([
    ['the value', (row) => (at(row, 'elicited', 'pTrue')['value'] = 0.5), 'elicited.pTrue: value is 0.5'],
    [
      'a log-probability',
      (row) => (at(row, 'elicited', 'pTrue', 'options', 0)['logprobs'] = [-0.001]),
      'elicited.pTrue',
    ],
    [
      'the tokens of a verdict',
      (row) => (at(row, 'elicited', 'pTrue', 'options', 1)['tokenIds'] = [5]),
      'elicited.pTrue',
    ],
    ['the question', (row) => (at(row, 'elicited', 'verbalized')['prompt'] = 'Sure?'), 'elicited.verbalized: prompt'],
    [
      'the prompt tokens',
      (row) => (at(row, 'elicited', 'pTrue')['promptTokenIds'] = [1, 2]),
      'elicited.pTrue: promptTokenIds',
    ],
    ['the reply', (row) => (at(row, 'elicited', 'verbalized')['outputText'] = '99'), 'elicited.verbalized: outputText'],
    ['the number', (row) => (at(row, 'elicited', 'verbalized')['value'] = 0.99), 'elicited.verbalized: value is 0.99'],
    ['an overflow', (row) => (at(row, 'elicited', 'pTrue')['failureCode'] = 'context-overflow'), 'elicited.pTrue'],
    ['the presence of a reply', (row) => void delete at(row, 'elicited')['pTrue'], 'elicited.pTrue is missing'],
  ])('%s', (_name, edit, expected) => {
    expect(forge(edit).filter((error) => error.startsWith(`outputs ${TRANSCRIPTS}:1`))[0]).toContain(expected);
  });

  test('what the questions took', () => {
    const errors = forge((row) => {
      at(row, 'elicitationTimings', 0)['promptTokens'] = 1;
    }, TIMINGS);
    expect(errors.some((error) => error.startsWith(`timings ${TIMINGS}:1: elicitationTimings of p_true count 1`))).toBe(
      true,
    );
    expect(forge((row) => void delete row['elicitationTimings'], TIMINGS).join()).toContain(
      'no trial with this answer has times',
    );
  });
});
