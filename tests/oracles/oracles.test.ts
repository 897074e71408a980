import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { oracleCalls } from './oracle-calls.ts';

const OracleFile = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        call: z.string(),
        args: z.array(z.unknown()),
        expected: z.union([z.number(), z.null(), z.array(z.number().nullable())]),
        /** Largest accepted error, relative to the expected value or to 1e-3 where that is smaller. */
        relative: z.number().positive(),
      }),
    )
    .min(1),
});

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

let tried = 0;
afterAll(() => console.log(`oracles: ${tried.toLocaleString('en')} cases in ${folders.length} folders`));

test('every oracle folder says where its numbers come from', () => {
  for (const folder of folders) {
    for (const file of ['README.md', 'cases.json']) {
      expect(existsSync(`${import.meta.dirname}/${folder}/${file}`), `${folder}/${file}`).toBe(true);
    }
  }
});

describe.each(folders)('%s', (folder) => {
  const text = readFileSync(`${import.meta.dirname}/${folder}/cases.json`, 'utf8');
  const { cases } = OracleFile.parse(JSON.parse(text));

  test.each(cases.map((entry, index) => [index, entry.call, entry] as const))('case %i: %s', (_, call, entry) => {
    const run = oracleCalls[call];
    if (run === undefined) throw new Error(`no oracle call named ${call}`);
    tried += 1;
    const actual = [run(entry.args)].flat();
    const expected = [entry.expected].flat();
    expect(actual).toHaveLength(expected.length);
    for (const [index, wanted] of expected.entries()) {
      const got = actual[index] ?? null;
      if (wanted === null || got === null) expect(got).toBe(wanted);
      else expect(Math.abs(got - wanted)).toBeLessThanOrEqual(entry.relative * Math.max(Math.abs(wanted), 1e-3));
    }
  });
});
