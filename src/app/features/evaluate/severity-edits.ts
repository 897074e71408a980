import { SAMPLE_SEVERITY_SCALE, type SeverityScale, type SeverityScaleRule } from '#core/model/severity-scale.ts';
import type { SeverityLevel, SeverityRule } from '#core/model/severity.ts';

/** A scale to begin with: the samples' own rules where they have any, else every failure is negligible. */
export function toFirstScale(hasSampleRules: boolean): SeverityScale {
  return hasSampleRules ? SAMPLE_SEVERITY_SCALE : { ...SAMPLE_SEVERITY_SCALE, rules: [toNewRule('error')] };
}

/** A line of a type, with the mildest harm. */
export function toNewRule(type: SeverityScaleRule['type']): SeverityScaleRule {
  switch (type) {
    case 'sample':
      return { type, families: null };
    case 'error':
      return { type, families: null, rule: toNewErrorRule('constant') };
    case 'unparsable':
      return { type, families: null, level: 1 };
    case 'finish':
      return { type, families: null, reasons: ['length'], level: 1 };
    default:
      return type satisfies never;
  }
}

/** A rule about wrong answers of a type, with the mildest harm. */
export function toNewErrorRule(type: SeverityRule['type']): SeverityRule {
  const levels: [string, SeverityLevel][] = [['', 2]];
  switch (type) {
    case 'constant':
      return { type, unparsed: 1, wrong: 1 };
    case 'by-answer':
      return { type, unparsed: 1, levels, other: 1 };
    case 'by-field':
      return { type, unparsed: 1, field: '', levels, other: 1 };
    case 'by-fields':
      return { type, unparsed: 1, wrongValue: 2, missingValue: 1 };
    default:
      return type satisfies never;
  }
}

/** The list with one entry moved by `step` places; unchanged where that leads outside. */
export function toMoved<T>(list: readonly T[], index: number, step: -1 | 1): readonly T[] {
  const [entry, neighbour] = [list[index], list[index + step]];
  if (entry === undefined || neighbour === undefined) return list;
  return list.with(index, neighbour).with(index + step, entry);
}

/** Families of a text with commas between them; null = every family. */
export function toFamilies(text: string): string[] | null {
  const families = text
    .split(',')
    .map((family) => family.trim())
    .filter((family) => family !== '');
  return families.length === 0 ? null : families;
}

/** Level of a choice by its number. */
export function toLevel(value: string): SeverityLevel {
  const level = Number(value);
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : 0;
}
