import { describe, expect, test } from 'vitest';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { toCheckResults } from '#harness/verify-finding.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { textOf, withEdit, withText } from '#tests/support/bundle-forgery.ts';
import { buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';

const members = buildMembers();
const TRANSCRIPTS = 'transcripts-0000.jsonl';

describe('an untouched bundle', () => {
  test('is accepted without any finding', () => {
    expect(verifyBundle(members, createTextCodec)).toEqual([]);
    expect(toCheckResults([]).every(({ status }) => status === 'passed')).toBe(true);
  });

  test('with a trial that failed for good is accepted', () => {
    const failed = buildMembers({ hasFailedTrial: true });
    expect(textOf(failed, TRANSCRIPTS)).toContain('"failureCode":"worker-crashed"');
    expect(textOf(failed, 'attempts-0000.jsonl').split('\n')).toHaveLength(4);
    expect(verifyBundle(failed, createTextCodec)).toEqual([]);
  });

  test('of an unfinished run is accepted, and what is missing is noted', () => {
    const findings = verifyBundle(buildMembers({ groupCount: 2 }), createTextCodec);
    expect(findings.filter((finding) => finding.severity !== 'note')).toEqual([]);
    expect(findings[0]?.message).toContain('planned trials are missing');
  });
});

describe('one changed character', () => {
  test.each([
    [TRANSCRIPTS, '"outputText":"', '"outputText":"x'],
    ['scores.jsonl', '"success":1', '"success":0'],
    ['report.json', '"level":0.95', '"level":0.96'],
    ['config.json', '"temperature":1', '"temperature":2'],
    ['tokenizer/reference/tokenizer.json', '"', "'"],
    ['README.md', 'Plumbline', 'Plumbling'],
  ])('of %s is found by its hash', (path, from, to) => {
    const errors = errorsOf(withText(members, path, (text) => text.replace(from, to)));
    expect(errors.some((error) => error.startsWith(`members ${path}: has `))).toBe(true);
    expect(errors.some((error) => error.startsWith(`sums ${path}: has SHA-256`))).toBe(true);
  });

  test('of a hash in the manifest or in the sums is found', () => {
    const flip = (text: string): string =>
      text.replace(/[0-9a-f]{64}/, (hash) => hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
    const sums = errorsOf(withText(members, 'manifest-sha256.txt', flip));
    expect(sums).toHaveLength(1);
    expect(sums[0]).toContain('manifest-sha256.txt says');
    const manifest = errorsOf(
      withText(members, 'manifest.json', (text) =>
        text.replace(/"sha256":"./, (match) => (match.endsWith('0') ? '"sha256":"1' : '"sha256":"0')),
      ),
    );
    expect(manifest.some((error) => error.startsWith('members manifest.json: rootHash'))).toBe(true);
  });

  test('a missing, an unlisted and a cut file are found', () => {
    const missing = new Map(members);
    missing.delete('scores.jsonl');
    expect(errorsOf(missing)).toContain('members scores.jsonl: is listed in manifest.json but missing');
    expect(errorsOf(new Map([...members, ['extra.txt', new Uint8Array(1)]]))).toContain(
      'members extra.txt: is not listed in manifest.json',
    );
    expect(
      errorsOf(withText(members, TRANSCRIPTS, (text) => text.slice(0, -1))).some((error) =>
        error.includes('the file is cut'),
      ),
    ).toBe(true);
  });
});

describe('what cannot be read', () => {
  test('a newer version, another format and a missing manifest stop at the manifest', () => {
    const newer = withEdit(members, 'manifest.json', (manifest) => (manifest['formatVersion'] = 2));
    expect(errorsOf(newer)).toEqual([expect.stringContaining('format version 2; this build reads 1 and older')]);
    expect(
      toCheckResults(verifyBundle(newer, createTextCodec))
        .map(({ status }) => status)
        .filter((status) => status === 'skipped'),
    ).toHaveLength(14);
    expect(errorsOf(withEdit(members, 'manifest.json', (manifest) => (manifest['format'] = 'zip')))[0]).toContain(
      'manifest of something else',
    );
    expect(errorsOf(new Map())[0]).toContain('has no manifest.json');
    expect(errorsOf(withText(members, 'manifest.json', (text) => text.slice(0, 50)))[0]).toContain('not valid JSON');
  });
});
