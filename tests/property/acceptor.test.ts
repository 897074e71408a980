import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plainTest } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { isPlainlyCanonical } from '#core/bundle/is-canonical-text.ts';
import { ScoreRow, TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import { createAcceptor } from '#core/model/create-acceptor.ts';
import { buildFoldedRun } from '#tests/support/builders-bundle-members.ts';
import { buildJournal } from '#tests/support/builders-bundle-run.ts';
import * as z from 'zod';

const { rows } = buildFoldedRun();
const toJson = (values: readonly unknown[]): readonly unknown[] =>
  values.map((value): unknown => JSON.parse(JSON.stringify(value)));
const cases: readonly (readonly [string, z.ZodType, readonly unknown[]])[] = [
  ['transcripts', TranscriptRow, toJson(rows.transcripts)],
  ['scores', ScoreRow, toJson(rows.scores)],
  ['timings', TimingRow, toJson(rows.timings)],
  ['events', TranscriptEvent, toJson(buildJournal())],
];

/** Paths of all values inside a value, its own (empty) too. */
function toPaths(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => toPaths(Reflect.get(value, key), [...path, key]))];
}

function withChange(value: unknown, path: readonly (string | number)[], change: (before: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy: unknown = structuredClone(value);
  if (typeof copy === 'object' && copy !== null)
    Reflect.set(copy, key, withChange(Reflect.get(copy, key), rest, change));
  return copy;
}

describe.each(cases)('%s', (_name, schema, values) => {
  const accepts = createAcceptor(schema);

  test.prop([fc.nat(), fc.nat(), fc.jsonValue(), fc.constantFrom('replace', 'add key', 'remove')])(
    'what is accepted, the schema takes and gives back as it is',
    (which, where, other, kind) => {
      const value = values[which % values.length];
      const paths = toPaths(value);
      const changed = withChange(value, paths[where % paths.length] ?? [], (before) => {
        if (kind === 'replace') return other;
        if (typeof before !== 'object' || before === null) return before;
        return kind === 'add key' ? { ...before, extra: other } : Object.fromEntries(Object.entries(before).slice(1));
      });
      if (accepts(changed)) expect(schema.safeParse(changed)).toEqual({ success: true, data: changed });
    },
  );
});

plainTest('rows that runs write are accepted without asking the schema', () => {
  for (const [name, schema, values] of cases.slice(0, 3)) {
    expect(values.length, name).toBeGreaterThan(0);
    expect(values.filter(createAcceptor(schema)), name).toHaveLength(values.length);
  }
});

plainTest.each([
  ['a bound', z.int().min(1), 0],
  ['an exclusive bound', z.number().gt(0), 0],
  ['a length', z.string().min(2), 'a'],
  ['a pattern', z.string().regex(/^a+$/), 'b'],
  ['an unsafe integer', z.int(), 2 ** 53],
  ['no number', z.number(), Number.NaN],
  ['a key too many', z.strictObject({ a: z.number() }), { a: 1, b: 2 }],
  ['a missing key', z.strictObject({ a: z.number() }), {}],
  ['a key of an object that drops it', z.object({ a: z.number() }), { a: 1, b: 2 }],
  ['a refinement', z.string().refine((text) => text === 'x'), 'y'],
  ['a transformation', z.string().transform((text) => text.length), 'y'],
  ['an array instead of an object', z.record(z.string(), z.number()), [1]],
])('%s is not accepted', (_name, schema: z.ZodType, value) => {
  expect(createAcceptor(schema)(value)).toBe(false);
});

test.prop([fc.jsonValue({ noUnicodeString: false })])('what is plainly canonical is canonical', (value) => {
  for (const text of [JSON.stringify(value), JSON.stringify(value, null, 1)]) {
    const parsed: unknown = JSON.parse(text);
    let canonical: string | null;
    try {
      canonical = toCanonicalJson(parsed);
    } catch {
      canonical = null;
    }
    if (isPlainlyCanonical(text, parsed)) expect(canonical).toBe(text);
  }
});

plainTest.each(['{"b":1,"a":2}', '{"a":"\\ud800"}', '{"a":1.0}', '{"a": 1}', '[{"b":1,"a":2}]'])(
  '%s is not canonical',
  (text) => {
    expect(isPlainlyCanonical(text, JSON.parse(text))).toBe(false);
  },
);
