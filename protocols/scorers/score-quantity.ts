import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { convertUnit, findUnit, type Unit } from '#core/units/unit-table.ts';
import { findQuantities, type Quantity, type QuantityReading } from './find-quantities.ts';
import { toMiss, toSuccess } from './judgement.ts';
import { foldText } from './normalise-text.ts';

type QuantityRule = ComparisonOf<'quantity'>;

/** What converting between units may lose, relative to the target. */
const CONVERSION_NOISE = 1e-12;

/**
 * Compares a number of the output, converted to the rule's unit, with the targets. Among the numbers those in a unit of the right kind go before those
 * without; the first or last of them is taken. The answer is the number in the rule's unit to 12 digits, or as it stands when its unit is of another kind; an
 * output without a number that may count is unparsable.
 */
export function scoreQuantity(rule: QuantityRule, sample: Sample, outputText: string): Score {
  const unit = rule.unit === null ? null : findUnit(rule.unit.symbol);
  const reading: QuantityReading = {
    decimal: rule.decimal,
    unit: unit === null ? null : { unit, spellings: (rule.unit?.alsoWritten ?? []).map((text) => foldText(text)) },
  };
  const quantities = findQuantities(outputText, reading);
  const found = takeQuantity(rule, unit, quantities);
  if (found === null) return toNoNumber(rule, unit, quantities);
  const answer = toText(found.value, unit);
  const targets = sample.target.flatMap((target) => findTargetValue(rule, unit, findQuantities(target, reading)));
  const match = targets.find((target) => isNear(rule, found.value, target));
  const which = `The ${rule.take} number of the output, ${answer},`;
  return match === undefined
    ? toMiss(answer, [...found.span], `${which} is not within tolerance of a target.`)
    : toSuccess(answer, [...found.span], `${which} is within tolerance of the target ${toText(match, unit)}.`);
}

/** The first number of a target; without a unit it is in the rule's. */
function findTargetValue(rule: QuantityRule, unit: Unit | null, quantities: readonly Quantity[]): readonly number[] {
  const asTarget: Pick<QuantityRule, 'take' | 'unit'> = {
    take: 'first',
    unit: rule.unit && { ...rule.unit, missing: 'accept' },
  };
  const wanted = takeQuantity(asTarget, unit, quantities);
  return wanted === null ? [] : [wanted.value];
}

/** The number that counts, its value in the rule's unit. */
function takeQuantity(
  rule: Pick<QuantityRule, 'take' | 'unit'>,
  unit: Unit | null,
  quantities: readonly Quantity[],
): Quantity | null {
  const position = rule.take === 'first' ? 0 : -1;
  if (unit === null || rule.unit === null) return quantities.at(position) ?? null;
  const converted = quantities.flatMap((quantity) => {
    const value = quantity.unit === null ? null : convertUnit(quantity.value, quantity.unit, unit);
    return value === null ? [] : [{ ...quantity, value }];
  });
  const bare = rule.unit.missing === 'accept' ? quantities.filter((quantity) => quantity.unit === null) : [];
  return converted.at(position) ?? bare.at(position) ?? null;
}

function toNoNumber(rule: QuantityRule, unit: Unit | null, quantities: readonly Quantity[]): Score {
  const other = quantities.findLast((quantity) => quantity.unit !== null);
  if (other !== undefined && unit !== null) {
    const answer = toText(other.value, other.unit);
    return toMiss(answer, [...other.span], `The output gives ${answer}, which is no ${unit.dimension}.`);
  }
  const what = rule.unit === null || quantities.length === 0 ? 'number' : `number in a unit of ${unit?.dimension}`;
  return toMiss(null, null, `The output contains no ${what}.`);
}

function isNear({ tolerance }: QuantityRule, value: number, target: number): boolean {
  const allowed = Math.max(tolerance.absolute, (tolerance.relative + CONVERSION_NOISE) * Math.abs(target));
  return Math.abs(value - target) <= allowed;
}

function toText(value: number, unit: Unit | null): string {
  const digits = String(Number(value.toPrecision(12)));
  return unit === null ? digits : `${digits} ${unit.symbol}`;
}
