import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { toSchemaTexts } from '#scripts/write-schemas.ts';

const FOLDER = new URL('../../../../public/schema/', import.meta.url);

test('the committed JSON Schemas are those of the code (else: npm run schemas)', async () => {
  const texts = toSchemaTexts();
  const committed = (await readdir(FOLDER)).filter((name) => name.endsWith('.schema.json'));
  expect(committed.toSorted()).toEqual([...texts.keys()].toSorted());
  for (const [name, text] of texts) expect(await readFile(new URL(name, FOLDER), 'utf8'), name).toBe(text);
});

test('every schema refuses unknown fields at its top', () => {
  for (const [name, text] of toSchemaTexts()) {
    const schema: unknown = JSON.parse(text);
    if (name !== 'transcript-event.schema.json')
      expect(schema, name).toMatchObject({ type: 'object', additionalProperties: false });
  }
});
