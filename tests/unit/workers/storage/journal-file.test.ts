import { describe, expect, test } from 'vitest';
import { appendLines, parseJournal } from '#workers/storage/journal-file.ts';
import { createMemoryFile } from './memory-file.ts';

const toBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe('parseJournal', () => {
  test.each([
    ['an empty file has no lines', '', [], 0],
    ['whole lines are kept', '{"a":1}\n{"b":"é"}\n', ['{"a":1}', '{"b":"é"}'], 0],
    ['a last line without line break is cut', '{"a":1}\n{"b":', ['{"a":1}'], 5],
    ['a last line that is JSON but has no line break is cut', '{"a":1}\n{"b":2}', ['{"a":1}'], 7],
    ['a last line that is not JSON is cut', '{"a":1}\n{"b"\n', ['{"a":1}'], 5],
    ['a torn line behind a broken one takes both', '{"a":1}\n{"b"\n{"c"', ['{"a":1}'], 9],
    ['an only line that is torn leaves nothing', '{"a', [], 3],
    ['zeros after a power cut are cut', '{"a":1}\n\0\0\0\0', ['{"a":1}'], 4],
    ['an empty last line is cut', '{"a":1}\n\n', ['{"a":1}'], 1],
  ])('%s', (_title, text, lines, cutBytes) => {
    expect(parseJournal(toBytes(text))).toEqual({ ok: true, value: { lines, cutBytes } });
  });

  test('a line cut inside a character is cut whole', () => {
    const bytes = toBytes('{"a":1}\n{"b":"é').slice(0, -1);
    expect(parseJournal(bytes)).toEqual({ ok: true, value: { lines: ['{"a":1}'], cutBytes: 7 } });
  });

  test('wrong bytes before the end are damage, not a tear', () => {
    const bytes = toBytes('{"a":"x"}\n{"b":2}\n');
    bytes[6] = 0xff;
    expect(parseJournal(bytes)).toMatchObject({ ok: false, failure: { code: 'storage-corrupt' } });
  });
});

describe('appendLines', () => {
  test('lines go to the end', () => {
    const file = createMemoryFile('{"a":1}\n');
    appendLines(file, ['{"b":2}', '{"c":3}']);
    expect(file.text()).toBe('{"a":1}\n{"b":2}\n{"c":3}\n');
  });

  test.each(['short', 'throw', 'huge'] as const)('a full disk leaves the file as it was (%s write)', (mode) => {
    const file = createMemoryFile('{"a":1}\n', { capacity: 12, mode });
    expect(() => appendLines(file, ['{"b":2}', '{"c":3}'])).toThrow(
      expect.objectContaining({ name: 'QuotaExceededError' }),
    );
    expect(file.text()).toBe('{"a":1}\n');
  });

  test('a failed flush leaves the file as it was', () => {
    const file = createMemoryFile('{"a":1}\n');
    const failing = {
      ...file,
      flush: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => appendLines(failing, ['{"b":2}'])).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }));
    expect(file.text()).toBe('{"a":1}\n');
  });

  test('a line break inside a line is a bug', () => {
    expect(() => appendLines(createMemoryFile(), ['{"a":\n1}'])).toThrow('assertion failed');
  });
});
