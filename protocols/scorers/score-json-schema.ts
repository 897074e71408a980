import { Validator, type Schema } from '@cfworker/json-schema';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { ComparisonOf } from '#core/model/comparison.ts';
import type { JsonSchemaSubset } from '#core/model/json-schema-subset.ts';
import type { Score } from '#core/model/scorer.ts';
import { findJsonValue, toJsonValue } from './find-json-object.ts';
import { toMiss, toSuccess } from './judgement.ts';

const validatorBySchema = new WeakMap<JsonSchemaSubset, Validator>();

/** The strings of the schema are normalised as those of the output are. */
function toValidator(schema: JsonSchemaSubset): Validator {
  const known = validatorBySchema.get(schema);
  if (known !== undefined) return known;
  const validator = new Validator(toJsonValue(schema) as Schema, '2020-12', true);
  validatorBySchema.set(schema, validator);
  return validator;
}

/**
 * Checks the first JSON object or list of the output against the rule's schema, as JSON Schema 2020-12 says. The answer is its canonical JSON; an output
 * without one is unparsable.
 */
export function scoreJsonSchema({ schema }: ComparisonOf<'json-schema'>, outputText: string): Score {
  const found = findJsonValue(outputText);
  if (found === null) return toMiss(null, null, 'The output contains no JSON object or list.');
  const answer = toCanonicalJson(found.value);
  const { valid, errors } = toValidator(schema).validate(found.value);
  if (valid) return toSuccess(answer, found.span, 'The JSON of the output follows the schema.');
  const last = errors.at(-1);
  const place = last === undefined ? '' : ` at ${last.instanceLocation.slice(0, 100)}, keyword "${last.keyword}"`;
  return toMiss(answer, found.span, `The JSON of the output breaks the schema${place}.`);
}
