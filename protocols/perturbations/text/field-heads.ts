import type { Sample } from '#core/model/sample.ts';
import { toProtectedSpans } from '../../protected-spans.ts';
import type { Span } from '../../span.ts';
import { toFreeSites } from './edit-sites.ts';

/** The name of a field at the start of a line, with its separator. */
export interface FieldHead {
  readonly descriptor: Span;
  readonly separator: Span;
}

/**
 * A descriptor of one to three words, the first with a capital where its script has capitals, then `: ` before text, `:` at the end
 * of the line, or a full-width colon.
 */
const HEAD =
  /(?<=^|\n)([\p{Lu}\p{Lo}][\p{L}\p{M}\u200C\u200D]{0,24}(?: [\p{L}\p{M}\u200C\u200D]{1,24}){0,2})(: |:(?=\n|$)|：)/gu;

/** The field heads of an input, in order; labels of options and protected text are none. */
export function toFieldHeads(sample: Sample): readonly FieldHead[] {
  const kept = toProtectedSpans(sample, ['protect', 'code', 'address', 'label', 'wrapped-label']);
  const heads = Array.from(sample.input.matchAll(HEAD), (match) => {
    const [start, middle, end] = [match.index, match.index + (match[1] ?? '').length, match.index + match[0].length];
    return { start, end, descriptor: [start, middle], separator: [middle, end] } as const;
  });
  return toFreeSites(heads, kept);
}
