import { assert } from '#core/errors/assert.ts';
import { VALUE_KEYS, type ValueKey } from '../maintenance-desk/generator/draw-value.ts';
import type { Draw } from '../maintenance-desk/generator/draw.ts';
import { UNITS } from '../maintenance-desk/generator/words/times.ts';
import { mapLanguages, toSame, type InLanguages } from './language.ts';
import {
  EXTRACT_ASKS,
  EXTRACT_LINES,
  FACT_RULE_STYLES,
  TRIAGE_ASKS,
  TRIAGE_FAULT_LINES,
  TRIAGE_READING_LINES,
  type FactLine,
  type FactRuleStyle,
} from './templates.ts';
import { FAULT_NAMES, LABELS, MACHINES, PART_NAMES, PERSON_NAMES, PLACE_NAMES, SHORT_PLACES, TIMES } from './words.ts';

/** What a log line may state. */
export type Values = Readonly<Partial<Record<ValueKey, InLanguages>>>;

/** When a rule of a triage holds; `over` is a reading over a limit, with its unit. */
export type FactCondition =
  | { readonly type: 'fault'; readonly fault: InLanguages }
  | { readonly type: 'over'; readonly reading: string }
  | { readonly type: 'otherwise' };

/** A rule of a triage. */
export interface FactRule {
  readonly condition: FactCondition;
  readonly label: InLanguages;
}

/** A question without its language: what is stated, what is asked, and which wording is used. */
export type Fact =
  | {
      readonly family: 'extract';
      readonly line: FactLine;
      readonly ask: InLanguages;
      readonly values: Values;
      /** Asked keys, in order; what `values` lacks is not stated. */
      readonly keys: readonly ValueKey[];
    }
  | {
      readonly family: 'triage';
      readonly line: InLanguages;
      readonly ask: InLanguages;
      readonly style: FactRuleStyle;
      readonly values: Values;
      readonly rules: readonly FactRule[];
      /** The label of the first rule that holds. */
      readonly label: InLanguages;
    }
  | {
      readonly family: 'choice';
      readonly assets: readonly InLanguages[];
      /** Place of each machine, all different. */
      readonly places: readonly InLanguages[];
      /** Index of the machine that is asked about. */
      readonly asked: number;
      /** Order in which the places are offered, as indices of `places`. */
      readonly order: readonly number[];
    };

const CHOICE_OPTIONS = 3;

/** An extraction: two or three asked keys, in a quarter of the cases with one that the line does not state. */
export function drawExtract(draw: Draw): Fact {
  const line = draw.pick(EXTRACT_LINES);
  const values = drawValues(draw, line.has);
  const stated = draw.shuffle(line.has).slice(0, draw.int(2, 3));
  const missing = draw.pick(VALUE_KEYS.filter((key) => !line.has.includes(key)));
  const keys = draw.chance(25) ? draw.shuffle([...stated.slice(0, 2), missing]) : stated;
  return { family: 'extract', line, ask: draw.pick(EXTRACT_ASKS), values, keys };
}

/** A triage by named faults (`isNamed`: the stated one is among them) or by limits of a reading. */
export function drawTriage(draw: Draw, kind: 'lookup' | 'otherwise' | 'threshold'): Fact {
  const { line, conditions, stated, holds } =
    kind === 'threshold' ? drawLimits(draw) : drawFaults(draw, kind === 'lookup');
  const labels = draw.shuffle(LABELS).slice(0, conditions.length + 1);
  const inOrder = kind === 'threshold' ? LABELS.filter((label) => labels.includes(label)) : labels;
  const rules = inOrder.map((label, position) => ({
    condition: conditions[position] ?? ({ type: 'otherwise' } as const),
    label,
  }));
  const label = rules[holds]?.label;
  assert(label !== undefined, 'some rule holds');
  const keys = (['asset', 'location', 'person'] as const).filter((key) => line.en.includes(`{${key}}`));
  return {
    family: 'triage',
    line,
    ask: draw.pick(TRIAGE_ASKS),
    style: draw.pick(FACT_RULE_STYLES),
    values: { ...drawValues(draw, keys), ...stated },
    rules,
    label,
  };
}

/** Three machines in three places and a question about one of them. */
export function drawChoice(draw: Draw): Fact {
  const places = draw.shuffle(SHORT_PLACES).slice(0, CHOICE_OPTIONS);
  const assets = draw.shuffle(MACHINES).slice(0, CHOICE_OPTIONS);
  const positions = places.map((_, position) => position);
  return { family: 'choice', assets, places, asked: draw.pick(positions), order: draw.shuffle(positions) };
}

interface Case {
  readonly line: InLanguages;
  readonly conditions: readonly FactCondition[];
  readonly stated: Values;
  /** Index of the rule that holds; the last one is `otherwise`. */
  readonly holds: number;
}

function drawFaults(draw: Draw, isNamed: boolean): Case {
  const [fault, ...others] = draw.shuffle(FAULT_NAMES).slice(0, 3);
  assert(fault !== undefined, 'there are faults');
  const named = isNamed ? draw.shuffle([fault, ...others.slice(0, 1)]) : others;
  const holds = isNamed ? named.indexOf(fault) : named.length;
  const conditions = named.map((one) => ({ type: 'fault' as const, fault: one }));
  return { line: draw.pick(TRIAGE_FAULT_LINES), conditions, stated: { fault }, holds };
}

function drawLimits(draw: Draw): Case {
  const unit = draw.pick(UNITS);
  const lower = draw.int(1, 8) * 5;
  const limits = [lower + draw.int(2, 8) * 5, lower];
  const value = draw.int(1, 99);
  const found = limits.findIndex((limit) => value > limit);
  return {
    line: draw.pick(TRIAGE_READING_LINES),
    conditions: limits.map((limit) => ({ type: 'over' as const, reading: `${limit} ${unit}` })),
    stated: { reading: toSame(`${value} ${unit}`) },
    holds: found === -1 ? limits.length : found,
  };
}

function drawValues(draw: Draw, keys: readonly ValueKey[]): Values {
  return Object.fromEntries(keys.map((key) => [key, drawFactValue(draw, key)]));
}

function drawFactValue(draw: Draw, key: ValueKey): InLanguages {
  switch (key) {
    case 'asset':
      return withNumber(draw.pick(MACHINES), draw.int(1, 30));
    case 'location':
      return draw.pick(PLACE_NAMES);
    case 'fault':
      return draw.pick(FAULT_NAMES);
    case 'since':
      return draw.pick(TIMES);
    case 'reading':
      return toSame(`${draw.int(1, 99)} ${draw.pick(UNITS)}`);
    case 'person':
      return draw.pick(PERSON_NAMES);
    case 'part':
      return draw.pick(PART_NAMES);
    default:
      return key satisfies never;
  }
}

function withNumber(machine: InLanguages, number: number): InLanguages {
  return mapLanguages((language) => `${machine[language]} ${number}`);
}
