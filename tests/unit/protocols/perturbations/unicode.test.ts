import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { arAlefFold } from '#protocols/perturbations/ar-alef-fold.ts';
import { codeMix } from '#protocols/perturbations/code-mix.ts';
import { diacriticsStrip } from '#protocols/perturbations/diacritics-strip.ts';
import { digitsNative } from '#protocols/perturbations/digits-native.ts';
import { hansHant } from '#protocols/perturbations/hans-hant.ts';
import { homoglyph } from '#protocols/perturbations/homoglyph.ts';
import { normNfc } from '#protocols/perturbations/norm-nfc.ts';
import { normNfkc } from '#protocols/perturbations/norm-nfkc.ts';
import { nuktaPrecompose } from '#protocols/perturbations/nukta-precompose.ts';
import { punctWidth } from '#protocols/perturbations/punct-width.ts';
import { rtlMarks } from '#protocols/perturbations/rtl-marks.ts';
import { tatweel } from '#protocols/perturbations/tatweel.ts';
import { toCasualLatin } from '#protocols/perturbations/text/casual-latin.ts';
import { fromIso15919, toIso15919, type IndicScript } from '#protocols/perturbations/text/transliterate.ts';
import { translitCasual } from '#protocols/perturbations/translit-casual.ts';
import { translitIso } from '#protocols/perturbations/translit-iso.ts';
import { zwInsert } from '#protocols/perturbations/zw-insert.ts';
import { zwjVariants } from '#protocols/perturbations/zwj-variants.ts';
import { buildPrompt } from '../prompt-builder.ts';

function change(operator: Perturbation, input: string, variant = 0, target = '-'): string {
  const params =
    'intensity' in operator.defaultParams ? { ...operator.defaultParams, intensity: 1 } : operator.defaultParams;
  return operator.apply(buildPrompt(input, { target: [target] }), params, variant, createRng('unicode')).sample.input;
}

describe('normal forms (METRICS §10.3)', () => {
  test.each([
    ['U+09DC comes apart', '\u09DC', '\u09A1\u09BC'],
    ['U+095B comes apart', '\u095B', '\u091C\u093C'],
    ['U+0929 stays', '\u0928\u093C', '\u0929'],
    ['Kannada ೋ composes', '\u0CC6\u0CC2\u0CD5', '\u0CCB'],
    ['Arabic أ composes', '\u0627\u0654', '\u0623'],
  ])('NFC: %s', (_, input, expected) => {
    expect(change(normNfc, input)).toBe(expected);
  });

  test.each([
    ['ﻻ', 'لا'],
    ['，', ','],
    ['a\u3000b', 'a b'],
    ['Ⅳ', 'IV'],
    ['ﬁ', 'fi'],
    ['x² ½ 𝑥', 'x² ½ 𝑥'],
    ['೧২३٤', '೧২३٤'],
  ])('NFKC writes %s as %s', (input, expected) => {
    expect(change(normNfkc, input)).toBe(expected);
  });

  test('nukta_precompose undoes what NFC does to nukta letters, and is equivalent', () => {
    const letters = '\u09DC\u09DD\u09DF\u0958\u095F\u0A33\u0B5C';
    expect(change(nuktaPrecompose, letters.normalize('NFC'))).toBe(letters);
  });
});

describe('digits_native', () => {
  test.each([
    ['ಕನ್ನಡ 2024', 'ಕನ್ನಡ ೨೦೨೪'],
    ['বাংলা 15.5', 'বাংলা ১৫.৫'],
    ['हिन्दी 7', 'हिन्दी ७'],
    ['عربي 90', 'عربي ٩٠'],
  ])('writes %s as %s, and back', (ascii, native) => {
    expect(change(digitsNative, ascii, 0)).toBe(native);
    expect(change(digitsNative, native, 1)).toBe(ascii);
  });

  test('leaves identifiers and answers', () => {
    expect(change(digitsNative, 'ಕನ್ನಡ GPT4 v2 12', 0, '12')).toBe('ಕನ್ನಡ GPT4 v2 12');
  });
});

describe('letters of one script', () => {
  test('tatweel stands between joined letters only, and not inside lam-alef', () => {
    expect(change(tatweel, 'كتاب سلام دار')).toBe('كـتـاب سـلام دار');
  });

  test('ar_alef_fold and diacritics_strip', () => {
    expect(change(arAlefFold, 'أإآ مدرسة على سؤال')).toBe('ااا مدرسه علي سؤال');
    expect(change(diacriticsStrip, 'كَتَبَ آدم')).toBe('كتب آدم');
    expect(change(diacriticsStrip, 'José Zürich e\u0301 ø')).toBe('Jose Zurich e ø');
    expect(change(diacriticsStrip, 'ಕನ್ನಡ हिन्दी বাংলা')).toBe('ಕನ್ನಡ हिन्दी বাংলা');
  });

  test('hans_hant maps characters with one counterpart, and no others', () => {
    expect(change(hansHant, '这个国家的学校发展', 0)).toBe('这个國家的學校发展');
    expect(change(hansHant, '國家', 1)).toBe('国家');
  });

  test('punct_width', () => {
    expect(change(punctWidth, '你好,世界!3.5是(约)数', 0)).toBe('你好，世界！3.5是（约）数');
    expect(change(punctWidth, 'यह है. v1.2 है', 0)).toBe('यह है। v1.2 है');
    expect(change(punctWidth, '你好，世界。यह।', 1)).toBe('你好,世界.यह.');
  });

  test('zwj_variants adds joiners to conjuncts and takes them away', () => {
    expect(change(zwjVariants, 'ক্ষ')).toBe('ক্\u200Cষ');
    expect(change(zwjVariants, 'ক্\u200Cষ')).toBe('ক্ষ');
    expect(['র\u200D্য', 'র্\u200Cয']).toContain(change(zwjVariants, 'র্য'));
    expect(change(zwjVariants, 'র\u200D্য')).toBe('র্য');
  });

  test('code_mix replaces whole words of its lexicon', () => {
    expect(change(codeMix, 'ನನ್ನ ಮನೆ ದೊಡ್ಡ')).toBe('ನನ್ನ house big');
    expect(change(codeMix, 'ಮನೆಗಳು')).toBe('ಮನೆಗಳು');
  });
});

describe('invisible and look-alike characters', () => {
  test('rtl_marks wraps Latin runs of Arabic text in four ways', () => {
    const wrapped = [0, 1, 2, 3].map((variant) => change(rtlMarks, 'برنامج Open Source جديد', variant));
    expect(wrapped[0]).toBe('برنامج \u200EOpen Source\u200E جديد');
    expect(wrapped[2]).toBe('برنامج \u2066Open Source\u2069 جديد');
    expect(new Set(wrapped).size).toBe(4);
    expect(change(rtlMarks, 'Open Source')).toBe('Open Source');
  });

  test('zw_insert stands between letters of Latin and Han words, never in joining scripts', () => {
    expect(change(zwInsert, 'ab c').replace(/[\u200B\u2060]/g, '|')).toBe('a|b c');
    for (const input of ['ಕನ್ನಡ', 'كتاب', 'हिन्दी']) expect(change(zwInsert, input)).toBe(input);
  });

  test('homoglyph leaves a Kannada letter that carries a sign', () => {
    expect(change(homoglyph, 'ಅಲಾಜ')).toBe('అಲಾజ');
    expect(change(homoglyph, 'cop')).toMatch(/^с[оο][рρ]$/u);
  });
});

describe('transliteration', () => {
  test.each<[IndicScript, string, string]>([
    // METRICS §10.3, from @indic-transliteration/sanscript; Bangla with its own b.
    ['kannada', 'ಬೆಂಗಳೂರು ಕರ್ನಾಟಕದ ರಾಜಧಾನಿ', 'beṁgaḷūru karnāṭakada rājadhāni'],
    ['bangla', 'বাংলাদেশের', 'bāṁlādēśēra'],
    ['devanagari', 'क्षत्रिय ज़रूर पढ़ना हूँ', 'kṣatriya zarūra paṛhanā hūm̐'],
    ['devanagari', 'अइ ऐ क्ह ख', 'a:i ai k:ha kha'],
  ])('of %s: %s is %s, and back', (script, native, latin) => {
    expect(change(translitIso, native)).toBe(latin);
    const words = latin.split(' ').map((word) => fromIso15919(word, script));
    expect(words.join(' ')).toBe(native.normalize('NFC'));
  });

  test('leaves a word that could not be read back', () => {
    expect(toIso15919('হঠাৎ', 'bangla')).toBeNull();
    expect(change(translitIso, 'হঠাৎ')).toBe('হঠাৎ');
    expect(fromIso15919('xyz!', 'kannada')).toBeNull();
  });

  test.each<[IndicScript, string, readonly string[]]>([
    ['kannada', 'ಬೆಂಗಳೂರು', ['bengaluru', 'bengalooru', 'bengalooru']],
    ['devanagari', 'राजधानी', ['rajdhani', 'raajdhaanee', 'rajdhanee']],
    ['devanagari', 'भारत', ['bharat', 'bhaarat', 'bharat']],
    ['devanagari', 'समझना', ['samajhna', 'samajhnaa', 'samajhna']],
    ['bangla', 'বাংলাদেশের', ['bangladesher', 'baanglaadesher', 'bangladesher']],
    ['bangla', 'ক্ষুদ্র', ['kshudra', 'kshudra', 'kshudra']],
  ])('as typed, of %s: %s in three spellings', (script, word, spellings) => {
    expect([0, 1, 2].map((spelling) => toCasualLatin(word, script, spelling))).toEqual(spellings);
    expect(change(translitCasual, word, 0)).toBe(spellings[0]);
  });

  test('leaves answers in their script', () => {
    expect(change(translitIso, 'ರಾಜಧಾನಿ ಬೆಂಗಳೂರು', 0, 'ಬೆಂಗಳೂರು')).toBe('rājadhāni ಬೆಂಗಳೂರು');
  });
});
