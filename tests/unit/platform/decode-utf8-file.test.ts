import { expect, test } from 'vitest';
import { decodeUtf8File } from '#platform/decode-utf8-file.ts';

test('UTF-8 is decoded without its byte order mark', () => {
  expect(decodeUtf8File(new TextEncoder().encode('\uFEFFé\n'), 'a.jsonl', 'task-invalid')).toEqual({
    ok: true,
    value: 'é\n',
  });
});

test('a wrong byte is named by file and line', () => {
  const bytes = new Uint8Array([0x61, 0x0a, 0x62, 0x0a, 0xe9, 0x0a]);
  expect(decodeUtf8File(bytes, 'tasks/a.jsonl', 'task-invalid')).toMatchObject({
    ok: false,
    failure: { code: 'task-invalid', location: 'tasks/a.jsonl:3', message: expect.stringContaining('line 3') },
  });
});
