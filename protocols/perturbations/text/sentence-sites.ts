import type { EditSite } from './edit-sites.ts';

const OPENS = /(?:^|\n|[.?!।。？！:：])\s*$/u;
const CLOSES = /^(?:\s|$)|^[^\s.,;:!?]/u;

/**
 * Where texts stand in an input as whole sentences: at its start, on a new line or after the end of another sentence, and followed by
 * white space or a new sentence. Longest first, not overlapping, ascending; `toOther` gives what replaces each, null for nothing.
 */
export function toSentenceSites(
  input: string,
  sentences: readonly string[],
  toOther: (sentence: string) => string | null,
): readonly EditSite[] {
  const sites: EditSite[] = [];
  for (const sentence of sentences.toSorted((a, b) => b.length - a.length)) {
    for (let start = input.indexOf(sentence); start !== -1; start = input.indexOf(sentence, start + sentence.length)) {
      const end = start + sentence.length;
      const other = toOther(sentence);
      const isFree = !sites.some((site) => site.start < end && start < site.end);
      if (other === null || other === sentence || !isFree) continue;
      if (OPENS.test(input.slice(Math.max(0, start - 20), start)) && CLOSES.test(input.slice(end, end + 1)))
        sites.push({ start, end, replacements: [other] });
    }
  }
  return sites.toSorted((a, b) => a.start - b.start);
}
