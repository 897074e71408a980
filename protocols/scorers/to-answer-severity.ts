import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Score } from '#core/model/scorer.ts';
import type { SeverityLevel, SeverityRule } from '#core/model/severity.ts';
import { findJsonObject, type JsonObject } from './find-json-object.ts';

/**
 * How bad one output is, METRICS §5.1: 0 for a success, else the level that the sample's rule gives; null when the sample has
 * no rule. The level is never guessed from partial credit.
 *
 * @param rule `severityOfError` of the sample.
 * @param targets `target` of the sample as perturbed: what the score was made with.
 * @param score Score of a completed trial; failures of the machine have none.
 */
export function toAnswerSeverity(
  rule: SeverityRule | null,
  targets: readonly string[],
  { success, answer }: Pick<Score, 'success' | 'answer'>,
): SeverityLevel | null {
  if (rule === null) return null;
  if (success === 1) return 0;
  if (answer === null) return rule.unparsed;
  switch (rule.type) {
    case 'constant':
      return rule.wrong;
    case 'by-answer':
      return findLevel(rule.levels, answer) ?? rule.other;
    case 'by-field':
      return findLevel(rule.levels, toObject(answer)[rule.field]) ?? rule.other;
    case 'by-fields':
      return targets.some((target) => !hasWrongValue(toObject(target), toObject(answer)))
        ? rule.missingValue
        : rule.wrongValue;
    default:
      return rule satisfies never;
  }
}

function findLevel(levels: readonly (readonly [string, SeverityLevel])[], text: unknown): SeverityLevel | undefined {
  return levels.find(([named]) => named === text)?.[1];
}

/** Whether a field has a value that the wanted object does not give it; null is no value. */
function hasWrongValue(wanted: JsonObject, given: JsonObject): boolean {
  return Object.entries(given).some(
    ([name, value]) =>
      value !== null && !(Object.hasOwn(wanted, name) && toCanonicalJson(wanted[name]) === toCanonicalJson(value)),
  );
}

function toObject(text: string): JsonObject {
  return findJsonObject(text)?.value ?? {};
}
