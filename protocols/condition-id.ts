import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ParamValue, PerturbationParams } from '#core/model/perturbation-params.ts';
import type { ConditionId } from '#core/model/trial.ts';

/** Longest text, percent-encoded, that stands in a condition as it is. */
const MAX_PLAIN_LENGTH = 60;

/**
 * Parameters as a condition and its rows name them: lists, tables and long texts by the first 16 hex digits of the SHA-256 of
 * their canonical JSON. They stand in full in the configuration, once, and not in every row.
 */
export function toConditionParams(params: PerturbationParams): Record<string, number | string | boolean> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, toPlain(value)]));
}

function toPlain(value: ParamValue): number | string | boolean {
  if (typeof value === 'object' || (typeof value === 'string' && toIdValue(value).length > MAX_PLAIN_LENGTH))
    return `sha256-${sha256Hex(toCanonicalJson(value)).slice(0, 16)}`;
  return value;
}

/** A text value as it stands in an id: the separators `,` `=` `#` `:` are percent-encoded, numbers and booleans are plain. */
function toIdValue(value: number | string | boolean): string {
  return typeof value === 'string' ? encodeURIComponent(value.toWellFormed()) : String(value);
}

/**
 * Name of a condition: `<perturbation>@<version>[:<param>=<value>,…]#<variant>`, e.g. `kbd_typo@1:rate=0.05#0`.
 * Parameters are sorted by name, so equal parameters give equal ids; `variant` is 0-based.
 */
export function toConditionId(
  perturbationId: string,
  version: number,
  params: PerturbationParams,
  variant: number,
): ConditionId {
  const pairs = Object.entries(toConditionParams(params))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${toIdValue(value)}`);
  return `${perturbationId}@${version}${pairs.length === 0 ? '' : `:${pairs.join(',')}`}#${variant}`;
}
