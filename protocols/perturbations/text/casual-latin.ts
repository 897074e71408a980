import { toIso15919, type IndicScript } from './transliterate.ts';

/** How long vowels are typed: not told apart, doubled, or only ī and ū doubled. */
const LONG_VOWELS: readonly Readonly<Record<string, string>>[] = [
  { ā: 'a', ī: 'i', ū: 'u' },
  { ā: 'aa', ī: 'ee', ū: 'oo' },
  { ā: 'a', ī: 'ee', ū: 'oo' },
];

/** Number of spellings. */
export const CASUAL_SPELLINGS = LONG_VOWELS.length;

const PLAIN: Readonly<Record<string, string>> = {
  ś: 'sh',
  ṣ: 'sh',
  ē: 'e',
  ō: 'o',
  ê: 'e',
  ô: 'o',
  ḷ: 'l',
  ḻ: 'l',
  ṟ: 'r',
  ṛ: 'r',
  ṭ: 't',
  ḍ: 'd',
  ṇ: 'n',
  ñ: 'n',
  ṅ: 'n',
  ṉ: 'n',
  ḥ: 'h',
  ġ: 'g',
  ẏ: 'y',
};

const VOWEL = 'aāiīuūeēoōêô';

/**
 * An Indic word as it is typed in ASCII, in one of `CASUAL_SPELLINGS` spellings, or null when ISO 15919 has no form for it. From ISO:
 * c → ch, ch → chh, ś and ṣ → sh, anusvara n, in Bangla ng, or m before a lip sound; dots and macrons go.
 * Hindi drops the inherent vowel at the end of a
 * word and between a vowel and a consonant with vowel, from the right (Ohala 1983); Bangla at the end only; Kannada never.
 */
export function toCasualLatin(word: string, script: IndicScript, spelling: number): string | null {
  const iso = toIso15919(word, script);
  if (iso === null) return null;
  const spoken = script === 'kannada' ? iso : dropSchwas(iso, script === 'devanagari');
  const vowels = LONG_VOWELS[spelling % CASUAL_SPELLINGS] ?? {};
  return spoken
    .replace(/r̥̄?/gu, script === 'kannada' ? 'ru' : 'ri')
    .replace(/l̥̄?/gu, 'li')
    .replace(/k͟h/gu, 'kh')
    .replace(/m̐/gu, 'n')
    .replace(/ṁ(?=[pbm])/gu, 'm')
    .replaceAll('ṁ', script === 'bangla' ? 'ng' : 'n')
    .replace(/ch?/gu, (text) => (text === 'ch' ? 'chh' : 'ch'))
    .replaceAll(':', '')
    .replace(/./gu, (letter) => vowels[letter] ?? PLAIN[letter] ?? letter);
}

// A consonant of ISO 15919 with its h; clusters keep their vowel.
const CONSONANT = '(?:k͟h|[kgcjṭḍtdpbṛ]h?|[ṅñṇnmyrlvśṣshẏqġzfḷṟṉḻ])';
// After a cluster the vowel is said: mitra.
const FINAL_A = new RegExp(`(?<=[${VOWEL}](?:ṁ|m̐)?${CONSONANT})a$`, 'u');
const MEDIAL_A = new RegExp(`^(.*[${VOWEL}])(${CONSONANT})a(?=${CONSONANT}[${VOWEL}])(.*)$`, 'u');

function dropSchwas(iso: string, withMedial: boolean): string {
  let word = iso.replace(FINAL_A, '');
  if (!withMedial) return word;
  // One schwa at a time from the right: after a drop its neighbour stands in a cluster and stays.
  let tail = '';
  let match = MEDIAL_A.exec(word);
  while (match !== null) {
    const [, head = '', consonant = '', rest = ''] = match;
    tail = rest + tail;
    word = head + consonant;
    match = MEDIAL_A.exec(word);
  }
  return word + tail;
}
