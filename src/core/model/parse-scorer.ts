import type * as z from 'zod';
import { findIllFormedText } from '../bundle/ill-formed-text.ts';
import { parseJson } from '../bundle/parse-json.ts';
import { toFieldPath, toSchemaProblems } from '../bundle/schema-problem.ts';
import { toFailed, toOk, type Result } from '../errors/result.ts';
import { Scorer, ScorerRule } from './scorer.ts';

/** Largest scorer file that is read, UTF-16 code units. */
export const MAX_SCORER_LENGTH = 1024 * 1024;

const MAX_PROBLEMS = 20;

/** A rule from a JSON text. Fails with `config-invalid`; `detail` lists up to 20 bad fields, a line each. */
export function parseScorerRule(text: string): Result<ScorerRule> {
  return parseWith(ScorerRule, 'rule', text);
}

/** A scorer from a JSON text. Fails with `config-invalid`: the message names the first bad field, `detail` up to 20 of them. */
export function parseScorer(text: string): Result<Scorer> {
  return parseWith(Scorer, 'scorer', text);
}

function parseWith<T>(schema: z.ZodType<T>, name: string, text: string): Result<T> {
  if (text.length > MAX_SCORER_LENGTH)
    return toFailed(
      'config-invalid',
      `The ${name} has ${text.length} characters; at most ${MAX_SCORER_LENGTH} are read.`,
    );
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) {
    const location = `line ${json.line}, column ${json.column}`;
    return toFailed('config-invalid', `The ${name} is not valid JSON at ${location}: ${json.reason}.`, { location });
  }
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) {
    const problems = toSchemaProblems(parsed.error, json.value);
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    return toFailed('config-invalid', `The ${name} is not valid: ${first?.message ?? 'unknown problem'}${more}`, {
      location: first?.path ?? '',
      detail: problems
        .slice(0, MAX_PROBLEMS)
        .map((problem) => problem.message)
        .join('\n'),
    });
  }
  const illFormed = findIllFormedText(parsed.data);
  if (illFormed === null) return toOk(parsed.data);
  const location = toFieldPath(illFormed);
  return toFailed(
    'config-invalid',
    `The ${name} is not valid: ${location} holds half a surrogate pair, which is no character.`,
    { location },
  );
}
