import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { findJsonObject, type JsonObject } from './find-json-object.ts';
import { toMiss, toSuccess } from './judgement.ts';

/**
 * Compares the fields of the first JSON object of the output with those of a target object. With credit per field, `value` is the share of target
 * fields whose values are equal (strings after normalisation, numbers as numbers, never a number with a string); success
 * needs all of them and no other field. A repeated name counts once, with its last value. With several targets the best counts. The answer is the object's canonical JSON.
 */
export function scoreJsonFields(sample: Sample, outputText: string, credit: 'whole' | 'per-field'): Score {
  const found = findJsonObject(outputText);
  if (found === null) return toMiss(null, null, 'The output contains no JSON object.');
  const answer = toCanonicalJson(found.value);
  const comparisons = sample.target.flatMap((target) => {
    const parsed = findJsonObject(target);
    return parsed === null ? [] : [compareFields(found.value, parsed.value)];
  });
  const best = comparisons.toSorted((a, b) => b.success - a.success || b.value - a.value).at(0);
  if (best === undefined) return toMiss(answer, found.span, 'No target is a JSON object.');
  return best.success === 1
    ? toSuccess(answer, found.span, best.why)
    : toMiss(answer, found.span, best.why, credit === 'whole' ? 0 : best.value);
}

function compareFields(actual: JsonObject, wanted: JsonObject): { value: number; success: 0 | 1; why: string } {
  const names = Object.keys(wanted);
  const wrong = names.filter((name) => !isSameField(actual, wanted, name));
  const extraCount = Object.keys(actual).filter((name) => !Object.hasOwn(wanted, name)).length;
  const matched = names.length - wrong.length;
  const value = names.length === 0 ? (extraCount === 0 ? 1 : 0) : matched / names.length;
  const extra =
    extraCount === 0 ? '' : ` and ${extraCount} ${extraCount === 1 ? 'field is' : 'fields are'} not asked for`;
  return {
    value,
    success: wrong.length === 0 && extraCount === 0 ? 1 : 0,
    why: `${matched} of ${names.length} fields match${extra}.`,
  };
}

function isSameField(actual: JsonObject, wanted: JsonObject, name: string): boolean {
  return Object.hasOwn(actual, name) && toCanonicalJson(actual[name]) === toCanonicalJson(wanted[name]);
}
