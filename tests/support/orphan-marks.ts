/**
 * Vowel signs and viramas of Devanagari, Bangla and Kannada that follow nothing that can carry them: a consonant, perhaps with a nukta, for
 * both; another sign for the second part of a decomposed sign; ZWJ for the virama of র‍্য.
 */
const ORPHANS = [
  /(?<![\u093C\u093E-\u094C\u0915-\u0939\u0958-\u095F])[\u093E-\u094C]|(?<!\u200D|[\u093C\u0915-\u0939\u0958-\u095F])\u094D/gu,
  /(?<![\u09BC\u09BE-\u09CC\u0995-\u09B9\u09CE\u09DC-\u09DF])[\u09BE-\u09CC\u09D7]|(?<!\u200D|[\u09BC\u0995-\u09B9\u09DC-\u09DF])\u09CD/gu,
  /(?<![\u0CBC\u0CBE-\u0CCC\u0CD5\u0C95-\u0CB9\u0CDE])[\u0CBE-\u0CCC\u0CD5\u0CD6]|(?<!\u200D|[\u0CBC\u0C95-\u0CB9\u0CDE])\u0CCD/gu,
];

/** Number of vowel signs and viramas without a letter (METRICS §10 post-check). */
export function countOrphanMarks(text: string): number {
  return ORPHANS.reduce((count, pattern) => count + (text.match(pattern)?.length ?? 0), 0);
}

/** Whether a text holds a code point that Unicode does not assign. */
export function hasUnassigned(text: string): boolean {
  return /\p{Cn}/u.test(text);
}
