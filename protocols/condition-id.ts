import type { ConditionId } from '#core/model/trial.ts';
import type { ParamValue } from './perturbation.ts';

/** A text value as it stands in an id: the separators `,` `=` `#` `:` are percent-encoded, numbers and booleans are plain. */
function toIdValue(value: ParamValue): string {
  return typeof value === 'string' ? encodeURIComponent(value.toWellFormed()) : String(value);
}

/**
 * Name of a condition: `<perturbation>@<version>[:<param>=<value>,…]#<variant>`, e.g. `kbd_typo@1:rate=0.05#0`.
 * Parameters are sorted by name, so equal parameters give equal ids; `variant` is 0-based.
 */
export function toConditionId(
  perturbationId: string,
  version: number,
  params: Readonly<Record<string, ParamValue>>,
  variant: number,
): ConditionId {
  const pairs = Object.entries(params)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${toIdValue(value)}`);
  return `${perturbationId}@${version}${pairs.length === 0 ? '' : `:${pairs.join(',')}`}#${variant}`;
}
