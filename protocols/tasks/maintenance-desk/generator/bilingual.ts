import type { Language } from './example.ts';
import { fillTemplate } from './fill-template.ts';
import type { Term } from './lexicon.ts';

/** The same sentence in both languages, with the same slots. */
export type Bilingual = Readonly<Record<Language, string>>;

/** The sentence in a language, its slots filled with the terms' forms in that language. */
export function fillBilingual(
  template: Bilingual,
  language: Language,
  terms: Readonly<Record<string, Term | undefined>>,
): string {
  const values = Object.entries(terms).flatMap(([slot, term]) => (term === undefined ? [] : [[slot, term[language]]]));
  return fillTemplate(template[language], Object.fromEntries(values));
}
