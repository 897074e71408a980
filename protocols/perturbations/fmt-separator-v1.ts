import * as z from 'zod';
import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans, STRUCTURE_PROTECTED } from '../protected-spans.ts';
import type { Span } from '../span.ts';
import { replaceSeparators, SEPARATORS, toOtherSeparator } from './text/field-separators.ts';

/**
 * Field head: at the start of a line, a descriptor of one to three words of letters, the first with a capital, then the
 * present separator: `: ` before text, or `:` at the end of the line (`Tools:`, `Answer:`).
 */
const HEAD = /(?<=^|\n)\p{Lu}[\p{L}\p{M}]{0,24}(?: [\p{L}\p{M}]{1,24}){0,2}(: |:(?=\n|$))/gu;

export const fmtSeparatorV1 = definePerturbation({
  id: 'fmt_separator',
  version: 1,
  title: 'Field separator, fields with capitals only',
  description: 'Replaces the separator after field names such as “Question:” by another one.',
  definition:
    'Replaces the separator of every field head by another one. The list is read as a circle from the separator of the first head on; variant v takes the (v + 1)-th after it, so the 14 variants are the 14 other separators, the same for all heads.',
  class: 'P',
  dimension: 'template',
  source: 'FormatSpread grammar, Sclar et al. 2023, arXiv:2310.11324; METRICS §10.1 fmt_separator',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
  scripts: ['latin'],
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: SEPARATORS.length - 1,
  apply: (prompt, _params, variant) => {
    const { input } = prompt.sample;
    const heads = findSeparators(input, toProtectedSpans(prompt.sample, ['protect', 'code', 'address', 'label']));
    const [first] = heads;
    if (first === undefined) return prompt;
    return withInput(
      prompt,
      replaceSeparators(input, heads, toOtherSeparator(input.slice(first[0], first[1]), variant)),
    );
  },
});

function findSeparators(input: string, kept: readonly Span[]): readonly Span[] {
  return Array.from(input.matchAll(HEAD), (match): Span => {
    const end = match.index + match[0].length;
    return [end - (match[1] ?? '').length, end];
  }).filter(([start, end]) => !kept.some((span) => span[0] < end && start < span[1]));
}
