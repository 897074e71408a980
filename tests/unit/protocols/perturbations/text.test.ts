import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { KEYBOARDS } from '#protocols/perturbations/tables/keyboards.ts';
import { HOMOPHONES, toHomophones } from '#protocols/perturbations/tables/homophones.ts';
import { SIMPLIFIED, TRADITIONAL } from '#protocols/perturbations/tables/simplified-traditional.ts';
import { editSites, toFreeSites } from '#protocols/perturbations/text/edit-sites.ts';
import { toKeyNeighbours } from '#protocols/perturbations/text/key-neighbours.ts';
import { locateOptionList } from '#protocols/perturbations/text/option-list.ts';
import { toExchanges, toReplacementSites, toReplacements } from '#protocols/perturbations/text/replacement-sites.ts';
import { toMainScript } from '#protocols/perturbations/text/script.ts';
import { toTextUnits } from '#protocols/perturbations/text/text-units.ts';
import { buildSample } from '../prompt-builder.ts';

describe('units', () => {
  const cut = (text: string): readonly string[] => toTextUnits(text).map(({ start, end }) => text.slice(start, end));

  test.each([
    // METRICS §11.
    ['ಕರ್ನಾಟಕ', ['ಕ', 'ರ್ನಾ', 'ಟ', 'ಕ']],
    ['ಸ್ತ್ರೀ', ['ಸ್ತ್ರೀ']],
    ['ক্ষুদ্র', ['ক্ষু', 'দ্র']],
    ['সময়', ['স', 'ম', 'য়']],
    ['क्षत्रिय', ['क्ष', 'त्रि', 'य']],
    ['كَتَب', ['كَ', 'تَ', 'ب']],
    ['你好a\u0301🙂', ['你', '好', 'a\u0301', '🙂']],
  ])('of %s are aksharas, letters with their marks, characters', (text, units) => {
    expect(cut(text)).toEqual(units);
  });

  test('that touch a mark of no unit are fixed: অ্যাপ', () => {
    const fixed = toTextUnits('অ্যাপ').filter(({ script }) => script === null);
    expect(fixed.map(({ start, end }) => 'অ্যাপ'.slice(start, end))).toEqual(['অ', '্', 'যা']);
  });
});

describe('the main script', () => {
  test.each([
    ['Where is it?', 'latin'],
    ['ಬೆಂಗಳೂರು ಎಲ್ಲಿದೆ GPT?', 'kannada'],
    ['A) ঢাকা B) C)', 'bangla'],
    ['请看 URL 和 JSON 文件', 'han'],
    ['1 + 2 = ?', null],
  ])('of %s is %s', (text, script) => {
    expect(toMainScript(text)).toBe(script);
  });
});

describe('sites', () => {
  const table = toReplacements('ab x|a y z');

  test('are found longest first and do not overlap', () => {
    expect(toReplacementSites('aab', table)).toEqual([
      { start: 0, end: 1, replacements: ['y', 'z'] },
      { start: 1, end: 3, replacements: ['x'] },
    ]);
  });

  test('of an exchange are everything else in the group', () => {
    expect(toExchanges('a b|b c').get('b')).toEqual(['a', 'c']);
  });

  test('are free when they touch no kept text; an insertion may stand at its border', () => {
    const at = (start: number, end: number) => ({ start, end, replacements: ['-'] });
    const sites = [at(0, 2), at(2, 2), at(3, 3), at(4, 4), at(4, 5)];
    expect(toFreeSites(sites, [[2, 4]])).toEqual([at(0, 2), at(2, 2), at(4, 4), at(4, 5)]);
  });

  test.each([
    [0.5, 5],
    [0.05, 1],
    [0.04, 0],
    [1, 10],
  ])('at intensity %d, %d of ten are changed', (intensity, count) => {
    const sites = Array.from({ length: 10 }, (_, start) => ({ start, end: start + 1, replacements: ['-'] }));
    const edited = editSites('aaaaaaaaaa', [{ share: 1, sites }], intensity, createRng(1));
    expect(edited.match(/-/g)?.length ?? 0).toBe(count);
  });

  test('of a table of two thousand entries in a hundred thousand characters take no noticeable time', () => {
    const large = new Map(Array.from({ length: 2000 }, (_, index) => [`a${index}${'b'.repeat(150)}`, ['c']] as const));
    expect(toReplacementSites('a1b'.repeat(33_333), large)).toEqual([]);
  });
});

describe('keyboards', () => {
  test('put the keys that touch on QWERTY next to each other', () => {
    const neighbours = toKeyNeighbours(KEYBOARDS.latin);
    expect(neighbours.get('a')?.toSorted()).toEqual(Array.from('qswz'));
    expect(neighbours.get('g')?.toSorted()).toEqual(Array.from('bfhtvy'));
    expect(neighbours.get('m')?.toSorted()).toEqual(Array.from('jkn'));
  });

  test.each(Object.entries(KEYBOARDS))(
    '%s: only assigned letters of the script, same kind, never itself',
    (_, rows) => {
      for (const [key, neighbours] of toKeyNeighbours(rows)) {
        expect(neighbours).not.toContain(key);
        for (const neighbour of neighbours) {
          expect(neighbour).not.toMatch(/\p{Cn}/u);
          expect(/^\p{M}/u.test(neighbour)).toBe(/^\p{M}/u.test(key));
          if (!/^[a-z]$/.test(key)) expect(neighbour).not.toMatch(/[ -~]/);
        }
      }
    },
  );

  test('know InScript: ಕ beside ರ ತ ಗ ದ ಲ ಸ, vowel signs beside vowel signs', () => {
    const neighbours = toKeyNeighbours(KEYBOARDS.kannada);
    expect(neighbours.get('ಕ')).toEqual(expect.arrayContaining(['ರ', 'ತ', 'ಗ', 'ದ']));
    expect(neighbours.get('ಿ')).toEqual(expect.arrayContaining(['ು', 'ೀ', 'ೂ']));
    expect(neighbours.get('ಅ')?.every((letter) => /[\u0C85-\u0C94]/.test(letter))).toBe(true);
  });
});

describe('Han tables', () => {
  test('pair simplified and traditional characters one to one', () => {
    const [simplified, traditional] = [Array.from(SIMPLIFIED), Array.from(TRADITIONAL)];
    expect(simplified).toHaveLength(traditional.length);
    expect(new Set(simplified).size).toBe(simplified.length);
    expect(new Set(traditional).size).toBe(traditional.length);
    expect(simplified.some((character) => TRADITIONAL.includes(character))).toBe(false);
    expect(traditional[simplified.indexOf('国')]).toBe('國');
  });

  test('give homophones of the same tone, the frequent ones more often, and never the character itself', () => {
    expect(HOMOPHONES.get('是')).toContain('事');
    expect(HOMOPHONES.get('是')).not.toContain('十');
    expect(toHomophones('any').get('是')).toContain('十');
    for (const [character, others] of HOMOPHONES) expect(others).not.toContain(character);
  });
});

describe('an option list', () => {
  const options = { labels: ['A', 'B'], texts: ['red', 'blue'] };

  test.each([
    'A) red\nB) blue',
    '(A) red (B) blue',
    'A. red\nB. blue',
    '[A] red\n[B] blue',
    '<A> red\n<B> blue',
    'A、red\nB、blue',
    'A ) red\nB ) blue',
  ])('is found in %j', (input) => {
    const list = locateOptionList(buildSample(input, { options }));
    expect(list?.labels.map(([start, end]) => input.slice(start, end))).toEqual(['A', 'B']);
    expect(list?.texts.map(([start, end]) => input.slice(start, end))).toEqual(['red', 'blue']);
  });

  test('is not found when an option is missing, out of order or part of a longer word', () => {
    for (const input of ['A) red', 'B) blue\nA) red', 'A) redder\nB) blue'])
      expect(locateOptionList(buildSample(input, { options }))).toBeNull();
  });
});
