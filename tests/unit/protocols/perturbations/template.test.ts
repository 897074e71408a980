import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { fmtSeparatorV1 } from '#protocols/perturbations/fmt-separator-v1.ts';
import { optRotateV1 } from '#protocols/perturbations/opt-rotate-v1.ts';
import { sysParaphraseV1 } from '#protocols/perturbations/sys-paraphrase-v1.ts';
import { buildPrompt } from '../prompt-builder.ts';

const rng = createRng('template');

describe('fmt_separator, version 1', () => {
  const input = 'Facts: Ana is here.\n\nTools:\n- play(x)\nRequest: go: now\nTool call:';

  test('gives every field head the same other separator, and leaves other colons', () => {
    expect(fmtSeparatorV1.apply(buildPrompt(input), {}, 3, rng).sample.input).toBe(
      'Facts - Ana is here.\n\nTools - \n- play(x)\nRequest - go: now\nTool call - ',
    );
  });

  test('has 14 different variants', () => {
    const variants = Array.from({ length: 14 }, (_, variant) =>
      fmtSeparatorV1.apply(buildPrompt(input), {}, variant, rng),
    );
    expect(new Set(variants.map(({ sample }) => sample.input)).size).toBe(14);
    expect(variants.every(({ sample }) => sample.input !== input)).toBe(true);
  });

  test('leaves option labels, lower-case words, long descriptors and protected text', () => {
    const options = { labels: ['A', 'B'], texts: ['one', 'two'] };
    const prompt = buildPrompt('key: value\nLabel this with one of these: x\nA: one\nB: two\nText: kept', {
      options,
      protect: ['Text:'],
    });
    expect(fmtSeparatorV1.apply(prompt, {}, 0, rng)).toBe(prompt);
  });
});

describe('sys_paraphrase, version 1', () => {
  test('has five variants of a known system prompt', () => {
    const systems = [0, 1, 2, 3, 4].map(
      (variant) => sysParaphraseV1.apply(buildPrompt('x', {}, 'Answer briefly.'), {}, variant, rng).system,
    );
    expect(new Set([...systems, 'Answer briefly.']).size).toBe(6);
  });

  test('leaves a prompt without a system message, or with an unknown one', () => {
    for (const system of [null, 'You are a pirate.']) {
      const prompt = buildPrompt('x', {}, system);
      expect(sysParaphraseV1.apply(prompt, {}, 0, rng)).toBe(prompt);
    }
  });
});

describe('opt_rotate, version 1', () => {
  const options = { labels: ['A', 'B', 'C'], texts: ['red', 'green', 'blue'] };
  const prompt = buildPrompt('Which?\nA) red\nB) green\nC) blue', { options, target: ['A', 'red'] });

  test('moves texts under fixed labels and re-maps targets that are labels', () => {
    const { sample } = optRotateV1.apply(prompt, {}, 0, rng);
    expect(sample.input).toBe('Which?\nA) green\nB) blue\nC) red');
    expect(sample.target).toEqual(['C', 'red']);
    expect(sample.options?.texts).toEqual(['green', 'blue', 'red']);
  });

  test('has one variant fewer than options; the next changes nothing', () => {
    expect(optRotateV1.apply(prompt, {}, 1, rng).sample.input).toBe('Which?\nA) blue\nB) red\nC) green');
    expect(optRotateV1.apply(prompt, {}, 2, rng)).toBe(prompt);
  });

  test('rotates a list without labels and keeps the target', () => {
    const inline = buildPrompt('Choose: red, green, blue', {
      options: { labels: null, texts: options.texts },
      target: ['red'],
    });
    const { sample } = optRotateV1.apply(inline, {}, 0, rng);
    expect(sample.input).toBe('Choose: green, blue, red');
    expect(sample.target).toEqual(['red']);
  });

  test.each([
    ['no options', { options: null }],
    ['options that are not in the input', { options: { labels: ['A', 'B'], texts: ['x', 'y'] } }],
    ['an option that points at the others', { options: { labels: ['A', 'B'], texts: ['red', 'none of the above'] } }],
    ['a protected option', { options, protect: ['green'] }],
  ])('leaves a sample with %s', (_, change) => {
    const other = buildPrompt('Which?\nA) red\nB) green\nC) blue\nA) red\nB) none of the above', {
      target: ['A'],
      ...change,
    });
    expect(optRotateV1.apply(other, {}, 0, rng)).toBe(other);
  });
});
