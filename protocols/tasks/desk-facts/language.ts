import { assert } from '#core/errors/assert.ts';

/** Languages of the task, in the order in which lists name them: English, Hindi, Kannada, Bangla. */
export const FACT_LANGUAGES = ['en', 'hi', 'kn', 'bn'] as const;
export type FactLanguage = (typeof FACT_LANGUAGES)[number];

/** The same words or the same sentence, with the same slots, in every language of the task. */
export type InLanguages = Readonly<Record<FactLanguage, string>>;

/** The entries of `english=hindi=kannada=bangla; …`. */
export function toEntries(text: string): readonly InLanguages[] {
  return text
    .split(';')
    .map((entry) => entry.replaceAll(/\s+/g, ' ').trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [en, hi, kn, bn, ...rest] = entry.split('=');
      assert(en !== undefined && hi !== undefined && kn !== undefined && bn !== undefined, `four forms: ${entry}`);
      assert(rest.length === 0, `no more than four forms: ${entry}`);
      return { en, hi, kn, bn };
    });
}

/** What is written the same everywhere, such as a number with its unit. */
export function toSame(text: string): InLanguages {
  return { en: text, hi: text, kn: text, bn: text };
}

/** `make` for every language. */
export function mapLanguages(make: (language: FactLanguage) => string): InLanguages {
  return { en: make('en'), hi: make('hi'), kn: make('kn'), bn: make('bn') };
}
