import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compileRegex } from '#core/regex/compile-regex.ts';
import { findRegex } from '#core/regex/find-regex.ts';
import type { Regex } from '#core/regex/regex-program.ts';

const UNLIMITED = Number.POSITIVE_INFINITY;

const atom = fc.constantFrom(
  'a',
  'b',
  'c',
  'é',
  '😀',
  '.',
  '[ab]',
  '[^a]',
  '[a-c\\]]',
  String.raw`\d`,
  String.raw`\w`,
  String.raw`\s`,
  String.raw`\.`,
  String.raw`\p{L}`,
  String.raw`\u{1F600}`,
  String.raw`\b`,
  String.raw`\B`,
  '^',
  '$',
);
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,3}?', '{2,}');

const { pattern } = fc.letrec<{ pattern: string; term: string; sequence: string }>((tie) => ({
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('|')),
  sequence: fc.array(tie('term'), { maxLength: 3 }).map((parts) => parts.join('')),
  term: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc
      .tuple(atom, quantifier)
      .map(([source, repeat]) => (/^(?:\^|\$|\\[bB])$/.test(source) ? source : `${source}${repeat}`)),
    fc
      .tuple(fc.constantFrom('(', '(?:', '('), tie('pattern'), quantifier)
      .map(([open, inner, repeat]) => `${open}${inner})${repeat}`),
  ),
}));

const text = fc
  .array(fc.constantFrom('a', 'a', 'b', 'c', 'A', 'é', '😀', '\uD83D', '1', ' ', '\n', ']', '.', '_'), {
    maxLength: 14,
  })
  .map((parts) => parts.join(''));
const flags = fc.constantFrom('', 'i', 'm', 's', 'im', 'ims');

function compile(source: string, flagText: string): Regex | null {
  const compiled = compileRegex(source, flagText);
  return compiled.ok ? compiled.regex : null;
}

/** Spans of the platform's own engine, tried at each code point: without `y`, V8 also matches inside a surrogate pair. */
function toPlatformSpans(source: string, flagText: string, subject: string): unknown {
  const expression = new RegExp(source, `udy${flagText}`);
  for (let start = 0; start <= subject.length; start += (subject.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) {
    expression.lastIndex = start;
    const match = expression.exec(subject);
    if (match !== null) return Array.from(match.indices ?? [], (span) => span ?? null);
  }
  return null;
}

describe('a regular expression', () => {
  test.prop([pattern, flags, text], { numRuns: 2000 })(
    'finds what the platform finds, group by group',
    (source, flagText, subject) => {
      // Longer ones can keep the platform's engine busy for hours.
      fc.pre(source.length <= 30);
      const regex = compile(source, flagText);
      fc.pre(regex !== null);
      const { match } = findRegex(regex, subject, 0, UNLIMITED);
      expect(match === null ? null : match.map((span) => (span === null ? null : [...span]))).toEqual(
        toPlatformSpans(source, flagText, subject),
      );
    },
  );

  test.prop([fc.string({ unit: 'binary', maxLength: 30 }), flags, text], { numRuns: 1000 })(
    'of any text compiles or says why, and never throws',
    (source, flagText, subject) => {
      const compiled = compileRegex(source, flagText);
      if (compiled.ok) {
        expect(() => new RegExp(source, `u${flagText}`)).not.toThrow();
        findRegex(compiled.regex, subject, 0, UNLIMITED);
      } else expect(compiled.problem.message).not.toBe('');
    },
  );

  test.prop([pattern, flags, text], { numRuns: 1000 })(
    'takes at most 2 × instructions × (depth + 1) × (code points + 1) steps',
    (source, flagText, subject) => {
      const regex = compile(source, flagText);
      fc.pre(regex !== null);
      const { steps } = findRegex(regex, subject, 0, UNLIMITED);
      const states = regex.program.length * (regex.maxRepeatDepth + 1);
      expect(steps).toBeLessThanOrEqual(2 * states * (Array.from(subject).length + 1));
    },
  );
});

// Patterns on which backtracking engines take exponential or polynomial time.
test.each([
  ['(a+)+$', 'a', 'b'],
  ['(a|aa)+$', 'a', 'b'],
  ['(a|a)*$', 'a', 'b'],
  ['(.*)*x', 'a', ''],
  ['(?:a?){150}a{150}', 'a', 'b'],
  [String.raw`(\w+\s?)*:`, 'word ', ''],
  ['(x+x+)+y', 'x', ''],
  ['a*a*a*a*a*b', 'a', ''],
])('%s takes as many steps for each further character', (source, unit, last) => {
  const regex = compile(source, '');
  expect(regex).not.toBeNull();
  if (regex === null) return;
  const toSteps = (count: number): number => findRegex(regex, `${unit.repeat(count)}${last}`, 0, UNLIMITED).steps;
  const first = toSteps(2000) - toSteps(1000);
  const second = toSteps(3000) - toSteps(2000);
  expect(second).toBeLessThanOrEqual(1.01 * first + 10);
});
