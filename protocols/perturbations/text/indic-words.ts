import { withInput } from '../../edit-unprotected.ts';
import type { Prompt } from '../../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../../protected-spans.ts';
import { replaceSites, toFreeSites, type EditSite } from './edit-sites.ts';
import type { IndicScript } from './transliterate.ts';

// A run of letters and marks of one script, with its joiners; digits and dandas end it.
const WORD =
  /([\u0900-\u0963\u0970-\u097F][\u0900-\u0963\u0970-\u097F\u200C\u200D]*)|([\u0980-\u09E3\u09F0-\u09FE][\u0980-\u09E3\u09F0-\u09FE\u200C\u200D]*)|([\u0C80-\u0CE3\u0CF1-\u0CF3][\u0C80-\u0CE3\u0CF1-\u0CF3\u200C\u200D]*)/g;

/** The prompt with every Indic word outside protected text replaced by `edit` of it; null keeps the word. */
export function editIndicWords(prompt: Prompt, edit: (word: string, script: IndicScript) => string | null): Prompt {
  const { input } = prompt.sample;
  const sites = Array.from(input.matchAll(WORD)).flatMap((match): readonly EditSite[] => {
    const [word, devanagari, bangla] = match;
    const script = devanagari === undefined ? (bangla === undefined ? 'kannada' : 'bangla') : 'devanagari';
    const edited = edit(word, script);
    return edited === null ? [] : [{ start: match.index, end: match.index + word.length, replacements: [edited] }];
  });
  const free = toFreeSites(sites, toProtectedSpans(prompt.sample, EVERY_PROTECTED));
  return withInput(prompt, replaceSites(input, free));
}
