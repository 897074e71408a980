import { describe, expect, test } from 'vitest';
import { ownFiles } from '#platform/own-files.ts';

const MAX_BYTES = 1_000_000;

describe('a file of the app', () => {
  test('is read as text or bytes', async () => {
    const text = await ownFiles.readText('models/reference/config.json', MAX_BYTES);
    expect(text.ok && JSON.parse(text.value)).toHaveProperty('vocab_size');
    const bytes = await ownFiles.readBytes('models/reference/config.json', MAX_BYTES);
    expect(bytes.ok && text.ok && bytes.value.length >= text.value.length).toBe(true);
  });

  test('over the bound is refused', async () => {
    expect(await ownFiles.readText('models/reference/config.json', 10)).toMatchObject({
      ok: false,
      failure: { code: 'task-invalid', location: 'models/reference/config.json' },
    });
  });

  test('that is not UTF-8 is refused with its place', async () => {
    const read = await ownFiles.readText('models/reference/onnx/model_q4.onnx', MAX_BYTES);
    expect(read).toMatchObject({
      ok: false,
      failure: { code: 'task-invalid', message: expect.stringContaining('not UTF-8') },
    });
  });

  test.each(['https://elsewhere.example/a', '//elsewhere.example/a'])(
    'is never of another origin (%s)',
    async (path) => {
      expect(await ownFiles.readText(path, MAX_BYTES)).toMatchObject({
        ok: false,
        failure: { message: expect.stringContaining('own address') },
      });
    },
  );
});
