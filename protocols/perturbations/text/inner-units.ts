import { toTextUnits, type TextUnit } from './text-units.ts';

/** The units of a text that stand beside another unit of their script: every unit of every word that has at least two. */
export function toInnerUnits(text: string): readonly TextUnit[] {
  const units = toTextUnits(text);
  return units.filter(
    ({ script }, index) =>
      script !== null && (units[index - 1]?.script === script || units[index + 1]?.script === script),
  );
}
