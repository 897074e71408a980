import { describe, expect, test } from 'vitest';
import { compileRegex } from '#core/regex/compile-regex.ts';
import { findRegex } from '#core/regex/find-regex.ts';

function toProblem(pattern: string, flags = ''): string | null {
  const compiled = compileRegex(pattern, flags);
  return compiled.ok ? null : `${compiled.problem.at}: ${compiled.problem.message}`;
}

describe('a pattern is refused that', () => {
  test.each([
    ['a(b', '1: has a "(" without its ")"'],
    ['a)b', '1: has a ")" without its "("'],
    ['a**', '2: repeats a repetition'],
    ['+', '0: has "+" with nothing to repeat'],
    ['a|{2}', '2: has a "{" that needs a backslash'],
    ['[a', '0: has a "[" without its "]"'],
    ['[b-a]', '0: has "[b-a]", which is no class or character'],
    [String.raw`\p{Nonsense}`, String.raw`0: has "\p{Nonsense}", which is no class or character`],
    [String.raw`\q`, String.raw`0: has the escape "\q", which is not known`],
    ['^*', '2: repeats "^", which has no length'],
    [String.raw`(a)\1`, '3: refers back to a group, which is not supported: it has no linear-time match'],
    ['(?=a)', '0: looks ahead or behind, which is not supported: it has no linear-time match'],
    ['x(?<!a)', '1: looks ahead or behind, which is not supported: it has no linear-time match'],
    ['(?i:a)', '0: has a group that begins with "(?" but is neither "(?:…)" nor "(?<name>…)"'],
    ['(?<n>a)(?<n>b)', '0: is not a valid pattern, perhaps a group name occurs twice'],
    ['a{3,2}', '1: has a count in braces whose limits are the wrong way round'],
    ['a{501}', '1: has a count in braces above 500'],
    ['(?:a{40}){40}', '0: needs more than 1000 instructions: shorten it or lower its counts in braces'],
    ['(?:(?:){500}){500}', '0: needs more than 1000 instructions: shorten it or lower its counts in braces'],
    ['a'.repeat(501), '500: is longer than 500 characters'],
    ['('.repeat(21), '20: nests brackets deeper than 20'],
    ['()'.repeat(21), '40: has more than 20 groups'],
  ])('%s', (pattern, problem) => {
    expect(toProblem(pattern)).toBe(problem);
  });

  test('has flags that are not known, double or out of order', () => {
    for (const flags of ['g', 'u', 'ii', 'mi']) expect(toProblem('a', flags)).toContain(`has flags "${flags}"`);
    expect(toProblem('a', 'ims')).toBeNull();
  });
});

test('a search that is over its steps says so and finds nothing', () => {
  const compiled = compileRegex('(a|b)*c', '');
  if (!compiled.ok) throw new Error(compiled.problem.message);
  expect(findRegex(compiled.regex, 'ab'.repeat(1000), 0, 5000)).toMatchObject({ match: null, isExhausted: true });
  expect(findRegex(compiled.regex, 'xxabc', 0, 5000)).toMatchObject({
    match: [
      [2, 5],
      [3, 4],
    ],
    isExhausted: false,
  });
  expect(findRegex(compiled.regex, 'c abc', 1, 5000).match?.[0]).toEqual([2, 5]);
});
