import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { caseRandom } from '#protocols/perturbations/case-random.ts';
import { caseUpper } from '#protocols/perturbations/case-upper.ts';
import { contraction } from '#protocols/perturbations/contraction.ts';
import { filler } from '#protocols/perturbations/filler.ts';
import { genderSwap } from '#protocols/perturbations/gender-swap.ts';
import { misspell } from '#protocols/perturbations/misspell.ts';
import { nameSwap } from '#protocols/perturbations/name-swap.ts';
import { naturalistic } from '#protocols/perturbations/naturalistic.ts';
import { punctAdd } from '#protocols/perturbations/punct-add.ts';
import { synonym } from '#protocols/perturbations/synonym.ts';
import { wsDeleteInsert } from '#protocols/perturbations/ws-delete-insert.ts';
import { wsDouble } from '#protocols/perturbations/ws-double.ts';
import { buildPrompt } from '../prompt-builder.ts';

function change(operator: Perturbation, input: string, params = {}, variant = 0, target = '-'): string {
  const all = { ...operator.defaultParams, ...params };
  return operator.apply(buildPrompt(input, { target: [target] }), all, variant, createRng('wording')).sample.input;
}

describe('white space', () => {
  test('ws_double writes every space m times, but not inside an answer', () => {
    expect(change(wsDouble, 'a b  c\nd')).toBe('a  b    c\nd');
    expect(change(wsDouble, 'go to New York', { times: 3 }, 0, 'New York')).toBe('go   to   New York');
    expect(wsDouble.checkParams({ times: 1 })).toContain('times');
  });

  test('ws_delete_insert drops all spaces at 1 and breaks half the joints, between aksharas only', () => {
    const changed = change(wsDeleteInsert, 'ಕರ್ನಾಟಕ ಕರ್ನಾಟಕ', { intensity: 1 });
    expect(changed.replaceAll(' ', '')).toBe('ಕರ್ನಾಟಕಕರ್ನಾಟಕ');
    expect(changed.split(' ')).toHaveLength(4);
    expect(changed).not.toMatch(/ [\u0CBE-\u0CCD]/);
    expect(change(wsDeleteInsert, '你好世界', { intensity: 1 }).replaceAll(' ', '')).toBe('你好世界');
  });
});

describe('case', () => {
  test('case_upper keeps answers and scripts without case', () => {
    expect(change(caseUpper, 'Straße to Oslo, ಕನ್ನಡ', {}, 0, 'Oslo')).toBe('STRASSE TO Oslo, ಕನ್ನಡ');
  });

  test('case_random flips exactly half of ten letters, and no ß', () => {
    const changed = change(caseRandom, 'abcdeABCDE ß', { intensity: 0.5 });
    expect(Array.from(changed).filter((letter, index) => letter !== 'abcdeABCDE ß'.charAt(index))).toHaveLength(5);
    expect(change(caseRandom, 'aB ß', { intensity: 1 })).toBe('Ab ß');
  });
});

test.each([
  ['Tell me', 'Tell me.'],
  ['मुझे बताओ\n', 'मुझे बताओ।\n'],
  ['বলো', 'বলো।'],
  ['ಹೇಳಿ', 'ಹೇಳಿ.'],
  ['请说', '请说。'],
  ['Answer:', 'Answer:'],
  ['Why?', 'Why?'],
])('punct_add ends %j as %j', (input, expected) => {
  expect(change(punctAdd, input)).toBe(expected);
});

describe('contraction', () => {
  test.each([
    ['I am sure they do not and cannot go', "I'm sure they don't and can't go"],
    ['Is not it? DO NOT go', "Isn't it? DON'T go"],
    ['That is who I am.', 'That is who I am.'],
  ])('contracts %j', (input, expected) => {
    expect(change(contraction, input, {}, 0)).toBe(expected);
  });

  test.each([
    ["I'm sure they don’t and Can't go", 'I am sure they do not and Cannot go'],
    ["it's John's, he'd go", "it's John's, he'd go"],
    ["I'LL go", 'I will go'],
  ])('expands %j', (input, expected) => {
    expect(change(contraction, input, {}, 1)).toBe(expected);
  });
});

describe('words of tables', () => {
  test.each([
    [misspell, 'Because', 'Becuase|Beacuse'],
    [misspell, 'লেখার কারণ', 'লেখার কারন'],
    [misspell, 'कृपया', 'कृप्या'],
    [misspell, '我已经来了', '我以经来了'],
    [synonym, 'a BIG house', 'a LARGE house'],
    [synonym, '他很高兴', '他很开心'],
  ] as const)('%# are replaced, capitals kept', (operator, input, expected) => {
    expect(expected.split('|')).toContain(change(operator, input, { intensity: 1 }));
  });

  test('are whole words only', () => {
    expect(change(misspell, 'becauselike কারণে', { intensity: 1 })).toBe('becauselike কারণে');
  });

  test('naturalistic: abbreviations, then no articles, then run-on sentences', () => {
    const input = 'Please tell the people. You are late.';
    const [first, second, third] = [0, 1, 2].map((variant) => change(naturalistic, input, {}, variant));
    expect(first).toMatch(/^(?:Pls|Plz) tell the ppl\. U r late\.$/);
    expect(second).toMatch(/^(?:Pls|Plz) tell ppl\. U r late\.$/);
    expect(third).toMatch(/^(?:pls|plz) tell ppl u r late\.$/);
    expect(change(naturalistic, '什么', {}, 0)).toBe('啥');
  });
});

test('filler stands in gaps of one script, in Han text after commas', () => {
  expect(change(filler, 'one two', { intensity: 1 })).toMatch(/^one (?:um|uh|well|you know|so to say), two$/);
  expect(change(filler, '你好，世界', { intensity: 1 })).toMatch(/^你好，(?:嗯|那个|这个|呃|就是说)，世界$/);
  expect(change(filler, '你好', { intensity: 1 })).toBe('你好');
});

describe('counterfactuals', () => {
  test('gender_swap tells her from her', () => {
    expect(change(genderSwap, 'She gave him her book. I saw her. The book is his and hers.')).toBe(
      'He gave her his book. I saw him. The book is hers and his.',
    );
  });

  test('name_swap renames a person throughout, and never an answer', () => {
    const changed = change(nameSwap, 'Clara met Tom. Clara left.', {}, 0, 'Tom');
    const [, name] = /^(\w+) met Tom\. \1 left\.$/.exec(changed) ?? [];
    expect(name).toBeDefined();
    expect(name).not.toBe('Clara');
    expect(change(nameSwap, 'Tom met Tom Smith', {}, 0, 'Tom Smith')).toBe('Tom met Tom Smith');
  });

  test('are class N, so that they never enter robustness', () => {
    expect([genderSwap.class, nameSwap.class]).toEqual(['N', 'N']);
  });
});
