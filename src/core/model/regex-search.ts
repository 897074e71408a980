import * as z from 'zod';
import { compileRegex } from '../regex/compile-regex.ts';
import { REGEX_FLAGS, REGEX_LIMITS } from '../regex/regex-syntax.ts';

/**
 * A search by regular expression: the syntax of ECMAScript with flag `u` without back references and look-around, so that the time is linear in
 * the text (docs/decisions/2026-11-20-regular-expressions.md).
 */
export const RegexSearch = z
  .strictObject({
    /** In Unicode form NFC, as the text that it searches. */
    pattern: z.string().min(1).max(REGEX_LIMITS.length),
    /** Of `i`, `m`, `s`, in this order. */
    flags: z.string().regex(REGEX_FLAGS, 'expected "i", "m" and "s", in this order, each at most once'),
    /** What is taken: 0 = the whole match, n = the n-th group. */
    group: z.int().min(0).max(REGEX_LIMITS.groups),
    /** Which match is taken; `last` = of those found from left to right without overlap. */
    take: z.enum(['first', 'last']),
  })
  .superRefine(({ pattern, flags, group }, context) => {
    const report = (field: 'pattern' | 'group', message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    if (pattern.normalize('NFC') !== pattern) report('pattern', 'must be in Unicode form NFC');
    const compiled = compileRegex(pattern, flags);
    if (!compiled.ok) report('pattern', `${compiled.problem.message} (at character ${compiled.problem.at})`);
    else if (group > compiled.regex.groupCount)
      report('group', `is ${group}, but the pattern has ${compiled.regex.groupCount} groups`);
  });
export type RegexSearch = z.infer<typeof RegexSearch>;
