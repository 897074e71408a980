import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { fmtEnumerator } from '#protocols/perturbations/fmt-enumerator.ts';
import { fmtEnumeratorNative } from '#protocols/perturbations/fmt-enumerator-native.ts';
import { fmtItemWrapper } from '#protocols/perturbations/fmt-item-wrapper.ts';
import { optAddNone } from '#protocols/perturbations/opt-add-none.ts';
import { optLabelSet } from '#protocols/perturbations/opt-label-set.ts';
import { optPermute } from '#protocols/perturbations/opt-permute.ts';
import { optRotate } from '#protocols/perturbations/opt-rotate.ts';
import { buildPrompt } from '../prompt-builder.ts';

const options = { labels: ['A', 'B', 'C'], texts: ['red', 'green', 'blue'] };
const prompt = buildPrompt('Which?\nA) red\nB) green\nC) blue', { options, target: ['B', 'green'] });
const apply = (operator: Perturbation, to: Prompt = prompt, variant = 0): Prompt =>
  operator.apply(to, {}, variant, createRng('options'));

describe('fmt_item_wrapper', () => {
  test('writes the other five of FormatSpread’s wrappers, then nothing more', () => {
    const written = Array.from({ length: 6 }, (_, variant) => apply(fmtItemWrapper, prompt, variant).sample.input);
    expect(written.map((input) => input.split('\n')[1])).toEqual([
      'A ) red',
      '[A] red',
      '<A> red',
      '(A) red',
      'A. red',
      'A) red',
    ]);
  });

  test('knows lists of other habits', () => {
    const han = buildPrompt('哪个？\n甲、红\n乙、蓝', { options: { labels: ['甲', '乙'], texts: ['红', '蓝'] } });
    expect(apply(fmtItemWrapper, han).sample.input).toBe('哪个？\n(甲)红\n(乙)蓝');
  });
});

describe('labels', () => {
  test.each([
    [0, ['a', 'b', 'c']],
    [1, ['Ⅰ', 'Ⅱ', 'Ⅲ']],
    [2, ['i', 'ii', 'iii']],
    [3, ['I', 'II', 'III']],
    [4, ['1', '2', '3']],
  ])('fmt_enumerator, variant %d: %j; the target follows', (variant, labels) => {
    const { sample } = apply(fmtEnumerator, prompt, variant);
    expect(sample.options?.labels).toEqual(labels);
    expect(sample.target).toEqual([labels[1], 'green']);
    expect(sample.input).toBe(`Which?\n${labels[0]}) red\n${labels[1]}) green\n${labels[2]}) blue`);
  });

  test('follow where the input names all of them in a row', () => {
    const named = buildPrompt('Reply A, B or C.\nA) red\nB) green\nC) blue', { options, target: ['B'] });
    expect(apply(fmtEnumerator, named, 4).sample.input).toBe('Reply 1, 2 or 3.\n1) red\n2) green\n3) blue');
    const han = buildPrompt('请回答A、B或C。\nA) red\nB) green\nC) blue', { options, target: ['B'] });
    expect(apply(fmtEnumerator, han, 4).sample.input).toBe('请回答1、2或3。\n1) red\n2) green\n3) blue');
  });

  test.each(['If unsure, say B.', 'Option A is first.', 'Not C!'])('stay when one is named by itself: %s', (line) => {
    const named = buildPrompt(`${line}\nA) red\nB) green\nC) blue`, { options, target: ['B'] });
    expect(apply(fmtEnumerator, named, 4)).toBe(named);
  });

  test('change beside an article that is no label', () => {
    const article = buildPrompt('A ball is red.\nA) red\nB) green\nC) blue', { options, target: ['B'] });
    expect(apply(fmtEnumerator, article, 4).sample.input).toBe('A ball is red.\n1) red\n2) green\n3) blue');
  });

  test('stay when they are protected', () => {
    const kept = buildPrompt(prompt.sample.input, { options, target: ['B'], protect: ['B) green'] });
    expect(apply(fmtEnumerator, kept, 4)).toBe(kept);
  });

  test.each([
    ['ಯಾವುದು?', ['೧', '೨', '೩'], ['ಕ', 'ಖ', 'ಗ']],
    ['কোনটি?', ['১', '২', '৩'], ['ক', 'খ', 'গ']],
    ['कौन सा?', ['१', '२', '३'], ['क', 'ख', 'ग']],
    ['أي منها؟', ['١', '٢', '٣'], ['أ', 'ب', 'ج']],
    ['是哪一个呢？', ['一', '二', '三'], ['甲', '乙', '丙']],
  ])('fmt_enumerator_native counts as %s does', (question, digits, letters) => {
    const native = buildPrompt(`${question}\nA) 7\nB) 8\nC) 9`, {
      options: { labels: options.labels, texts: ['7', '8', '9'] },
      target: ['B'],
    });
    for (const [variant, labels] of [digits, letters].entries()) {
      const { sample } = apply(fmtEnumeratorNative, native, variant);
      expect(sample.options?.labels).toEqual(labels);
      expect(sample.target).toEqual([labels[1]]);
    }
  });

  test('opt_label_set: numbers, Roman numerals, letters, signs', () => {
    const labels = [0, 1, 2, 3].map((variant) => apply(optLabelSet, prompt, variant).sample.options?.labels);
    expect(labels).toEqual([
      ['1', '2', '3'],
      ['i', 'ii', 'iii'],
      ['a', 'b', 'c'],
      ['§', '¶', '†'],
    ]);
  });
});

describe('order', () => {
  test('opt_rotate, version 2, rotates lists in any wrapper and leaves “none of the above” in six languages', () => {
    const bracketed = buildPrompt('(A) red (B) green (C) blue', { options, target: ['A'] });
    expect(apply(optRotate, bracketed).sample).toMatchObject({ input: '(A) green (B) blue (C) red', target: ['C'] });
    for (const none of [
      'none of the above',
      'इनमें से कोई नहीं',
      'উপরের কোনোটিই নয়',
      'ಮೇಲಿನ ಯಾವುದೂ ಅಲ್ಲ',
      'لا شيء مما سبق',
      '以上都不是',
    ]) {
      const other = buildPrompt(`A) x\nB) ${none}`, {
        options: { labels: ['A', 'B'], texts: ['x', none] },
        target: ['A'],
      });
      expect(apply(optRotate, other)).toBe(other);
    }
  });

  test('opt_permute draws every order but the present one, and remaps the target', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => optPermute.apply(prompt, {}, 0, createRng(seed)));
    expect(new Set(drawn.map(({ sample }) => sample.options?.texts.join())).size).toBe(5);
    for (const { sample } of drawn) {
      const position = sample.options?.labels?.indexOf(sample.target[0] ?? '') ?? -1;
      expect(sample.options?.texts[position]).toBe('green');
      expect(sample.input).toBe(
        `Which?\n${['A', 'B', 'C'].map((label, index) => `${label}) ${sample.options?.texts[index]}`).join('\n')}`,
      );
    }
  });
});

describe('opt_add_none', () => {
  test('adds an option under the next label, in the language of the input', () => {
    const { sample } = apply(optAddNone);
    expect(sample.input).toBe('Which?\nA) red\nB) green\nC) blue\nD) none of these');
    expect(sample.options).toEqual({ labels: ['A', 'B', 'C', 'D'], texts: ['red', 'green', 'blue', 'none of these'] });
    expect(sample.target).toEqual(['B', 'green']);
    const inline = buildPrompt('ಯಾವುದು: ಕೆಂಪು, ನೀಲಿ', { options: { labels: null, texts: ['ಕೆಂಪು', 'ನೀಲಿ'] } });
    expect(apply(optAddNone, inline).sample.input).toBe('ಯಾವುದು: ಕೆಂಪು, ನೀಲಿ, ಇವುಗಳಲ್ಲಿ ಯಾವುದೂ ಅಲ್ಲ');
  });

  test('skips lists that have such an option, and labels in no order', () => {
    for (const [labels, texts] of [
      [
        ['A', 'B'],
        ['red', 'all of the above'],
      ],
      [
        ['X', 'Q'],
        ['red', 'blue'],
      ],
    ] as const) {
      const other = buildPrompt(`${labels[0]}) ${texts[0]}\n${labels[1]}) ${texts[1]}`, {
        options: { labels: [...labels], texts: [...texts] },
      });
      expect(apply(optAddNone, other)).toBe(other);
    }
  });
});
