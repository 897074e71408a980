import { describe, expect, test } from 'vitest';
import { at, withEdit, withFreshHashes, withText, type Editable } from '#tests/support/bundle-forgery.ts';
import { buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';

const members = buildMembers();
const TRANSCRIPTS = 'transcripts-0000.jsonl';

describe('a forgery with manifest and sums written anew', () => {
  const forge = (path: string, edit: (value: Editable) => void, line?: number): readonly string[] =>
    errorsOf(withFreshHashes(withEdit(members, path, edit, line)));

  test('rewriting nothing is accepted', () => {
    expect(errorsOf(withFreshHashes(members))).toEqual([]);
  });

  test.each<[string, string, number | undefined, (value: Editable) => void, string]>([
    [
      'an output text',
      TRANSCRIPTS,
      2,
      (row) => (row['outputText'] = 'B'),
      `outputs ${TRANSCRIPTS}:2: outputText is "B", its tokens say`,
    ],
    [
      'an output token',
      TRANSCRIPTS,
      2,
      (row) => (row['outputTokenIds'] = [5, 1]),
      `outputs ${TRANSCRIPTS}:2: outputText is`,
    ],
    [
      'a finish reason',
      TRANSCRIPTS,
      1,
      (row) => (row['finishReason'] = 'length'),
      `outputs ${TRANSCRIPTS}:1: finishReason is "length"`,
    ],
    [
      'a log-probability of another token',
      TRANSCRIPTS,
      1,
      (row) => (row['logprobs'] = [{ token: 9, logprob: -1, runnerUp: 1, runnerUpLogprob: -2 }]),
      `outputs ${TRANSCRIPTS}:1: has 1 logprobs`,
    ],
    ['a prompt', TRANSCRIPTS, 1, (row) => (row['prompt'] = 'Say B'), `prompts ${TRANSCRIPTS}:1: prompt is "Say B"`],
    [
      'prompt tokens',
      TRANSCRIPTS,
      3,
      (row) => (row['promptTokenIds'] = [1, 2]),
      `prompts ${TRANSCRIPTS}:3: promptTokenIds[0] is 1`,
    ],
    [
      'a trial key',
      TRANSCRIPTS,
      1,
      (row) => (row['trialKey'] = 'b'.repeat(64)),
      `plan ${TRANSCRIPTS}:1: trialKey bbbb`,
    ],
    ['an epoch', TRANSCRIPTS, 1, (row) => (row['epoch'] = 7), `plan ${TRANSCRIPTS}:1: epoch is 7, recomputed 1`],
    [
      'a sample id',
      TRANSCRIPTS,
      1,
      (row) => (row['sampleId'] = 'short-1'),
      `plan ${TRANSCRIPTS}:1: sampleId is "short-1"`,
    ],
    [
      'a parsed answer',
      'scores.jsonl',
      2,
      (row) => (row['answer'] = 'zzz'),
      'scores scores.jsonl:2: answer is "zzz", recomputed',
    ],
    [
      'a success',
      'scores.jsonl',
      2,
      (row) => Object.assign(row, { success: row['success'] === 1 ? 0 : 1 }),
      'scores scores.jsonl:2: success is',
    ],
    ['a reason', 'scores.jsonl', 1, (row) => (row['why'] = 'because'), 'scores scores.jsonl:1: why is "because"'],
    [
      'a condition input',
      'conditions.jsonl',
      4,
      (row) => (row['input'] = 'else'),
      'plan conditions.jsonl:4: input is "else"',
    ],
    ['a diff', 'conditions.jsonl', 4, (row) => (row['diff'] = []), 'plan conditions.jsonl:4: diff[0] is nothing'],
    [
      'a noop flag',
      'conditions.jsonl',
      4,
      (row) => (row['noop'] = true),
      'plan conditions.jsonl:4: noop is true, recomputed false',
    ],
    [
      'a target',
      'samples.jsonl',
      1,
      (row) => (row['target'] = ['A']),
      'samples samples.jsonl:1: target[0] is "A", recomputed "B"',
    ],
    [
      'the configuration',
      'config.json',
      undefined,
      (config) => (config['name'] = 'Other'),
      'hashes manifest.json: configHash is',
    ],
    [
      'the effective decoding',
      'effective-config.json',
      undefined,
      (value) => (at(value, 'models', 0)['batchSize'] = 1),
      'hashes effective-config.json: models[0]: batchSize is 1, recomputed 16',
    ],
    [
      'stop tokens',
      'effective-config.json',
      undefined,
      (value) => (at(value, 'models', 0, 'load')['stopTokenIds'] = [7]),
      'tokenizer effective-config.json: model "reference": load.stopTokenIds[0] is 7',
    ],
    [
      'a report number',
      'report.json',
      undefined,
      (report) => (at(report, 'estimates', 0)['value'] = 0.999),
      'report report.json: accuracy of model "reference", condition "original", scorer "answer"',
    ],
    [
      'a count',
      'report.json',
      undefined,
      (report) => (at(report, 'counts', 0)['failed'] = 5),
      'report report.json: counts[0].failed is 5, recomputed 0',
    ],
    [
      'a warning',
      'report.json',
      undefined,
      (report) => (report['warnings'] = ['all good']),
      'report report.json: warnings',
    ],
    [
      'a cost',
      'cost.json',
      undefined,
      (cost) => (at(cost, 'models', 0)['outputTokens'] = 1),
      'cost cost.json: models[0].outputTokens is 1',
    ],
    [
      'a token count',
      'timings-0000.jsonl',
      1,
      (row) => (row['outputTokens'] = 99),
      'timings timings-0000.jsonl:1: outputTokens is 99',
    ],
    [
      'an unknown field',
      'scores.jsonl',
      1,
      (row) => (row['bonus'] = 1),
      'schemas scores.jsonl:1: bonus: unknown field',
    ],
  ])('of %s is found by recomputation', (_, path, line, edit, expected) => {
    const errors = forge(path, edit, line);
    expect(
      errors.some((error) => error.startsWith(expected)),
      errors.join('\n'),
    ).toBe(true);
  });

  test('of a report number within rounding is accepted, a larger one is named', () => {
    const nudge =
      (factor: number) =>
      (report: Editable): void => {
        const estimate = at(report, 'estimates', 0);
        estimate['value'] = Number(estimate['value']) * factor;
      };
    expect(forge('report.json', nudge(1 + 1e-12))).toEqual([]);
    expect(forge('report.json', nudge(1 + 1e-6))[0]).toContain('value is');
  });

  test('that leaves out, doubles or swaps trials is found', () => {
    const editLines = (path: string, edit: (lines: string[]) => string[]): readonly string[] =>
      errorsOf(withFreshHashes(withText(members, path, (text) => `${edit(text.trimEnd().split('\n')).join('\n')}\n`)));
    expect(
      editLines(TRANSCRIPTS, (lines) => lines.slice(0, -1)).some((error) =>
        error.includes('1 of 9 planned trials are missing'),
      ),
    ).toBe(true);
    expect(
      editLines(TRANSCRIPTS, (lines) => [...lines, lines[0] ?? '']).some((error) =>
        error.includes('trial occurs twice'),
      ),
    ).toBe(true);
    expect(
      editLines(TRANSCRIPTS, (lines) => [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]).some((error) =>
        error.includes('not in plan order'),
      ),
    ).toBe(true);
    expect(editLines('scores.jsonl', (lines) => lines.slice(1))[0]).toContain('1 scores are missing');
    expect(editLines('scores.jsonl', (lines) => [...lines, lines[0] ?? ''])[0]).toContain('a second time');
    expect(editLines('timings-0000.jsonl', (lines) => lines.slice(1))[0]).toContain('no row in timings');
  });

  test('that also rewrites score and report after a changed text is found by the tokens', () => {
    const errors = errorsOf(
      withFreshHashes(withEdit(members, TRANSCRIPTS, (row) => (row['outputText'] = 'Zoë 🌊'), 5)),
    );
    expect(errors[0]).toMatch(/^outputs transcripts-0000\.jsonl:5: outputText/);
  });

  test('of a tokenizer file is found by the configuration', () => {
    const forged = withFreshHashes(withText(members, 'tokenizer/reference/chat_template.jinja', (text) => `${text}!`));
    expect(errorsOf(forged)[0]).toMatch(/^tokenizer tokenizer\/reference\/chat_template\.jinja: has SHA-256/);
  });
});
