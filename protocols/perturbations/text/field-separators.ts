import type { Span } from '../../span.ts';
import { replaceSites } from './edit-sites.ts';

/** Separators of FormatSpread, in the order of METRICS §10.1. */
export const SEPARATORS = [
  '',
  '::: ',
  ':: ',
  ': ',
  ' \n\t',
  '\n    ',
  ' : ',
  ' - ',
  ' ',
  '\n ',
  '\n\t',
  ':',
  '::',
  '- ',
  '\t',
] as const;

/** The (variant + 1)-th separator after the present one. */
export function toOtherSeparator(presentText: string, variant: number): string {
  const present = SEPARATORS.findIndex((separator) => separator === presentText);
  return SEPARATORS[(present + 1 + (variant % (SEPARATORS.length - 1))) % SEPARATORS.length] ?? '';
}

/** The input with each of these separators replaced. */
export function replaceSeparators(input: string, spans: readonly Span[], separator: string): string {
  return replaceSites(
    input,
    spans.map(([start, end]) => ({ start, end, replacements: [separator] })),
  );
}
