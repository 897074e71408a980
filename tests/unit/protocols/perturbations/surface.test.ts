import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { caseLower } from '#protocols/perturbations/case-lower.ts';
import { kbdTypoV1 } from '#protocols/perturbations/kbd-typo-v1.ts';
import { normNfd } from '#protocols/perturbations/norm-nfd.ts';
import { punctStrip } from '#protocols/perturbations/punct-strip.ts';
import { wsRandom } from '#protocols/perturbations/ws-random.ts';
import { buildPrompt } from '../prompt-builder.ts';

const rng = createRng('surface');

describe('ws_random', () => {
  test('changes only lengths of space runs, to one to three', () => {
    const input = 'a b   c\n\nd\te f g h i j k';
    const changed = wsRandom.apply(buildPrompt(input), {}, 0, rng).sample.input;
    expect(changed.replace(/ +/g, ' ')).toBe(input.replace(/ +/g, ' '));
    expect(changed).not.toMatch(/ {4}/);
    expect(changed).not.toBe(input);
  });
});

describe('kbd_typo, version 1', () => {
  test.each([0, 0.01, 0.05, 0.5, 1])('at rate %d changes exactly round(rate · N) letters', (rate) => {
    const input = 'The quick brown fox, 42 jumps; über DOGS.';
    const changed = kbdTypoV1.apply(buildPrompt(input), { rate }, 0, createRng('count')).sample.input;
    const letterCount = Array.from(input).filter((letter) => /[a-z]/i.test(letter)).length;
    const changedCount = Array.from(input).filter((letter, offset) => letter !== changed.charAt(offset)).length;
    expect(changed).toHaveLength(input.length);
    expect(changedCount).toBe(Math.round(rate * letterCount));
  });

  test('keeps case and touches neither digits nor letters with marks', () => {
    const changed = kbdTypoV1.apply(buildPrompt('QQQ qqq é 77'), { rate: 1 }, 0, rng).sample.input;
    expect(changed).toMatch(/^[WA]{3} [wa]{3} é 77$/);
  });

  test('refuses a rate outside [0, 1] and names it', () => {
    expect(kbdTypoV1.checkParams({ rate: 1.5 })).toContain('rate');
    expect(kbdTypoV1.checkParams({})).toContain('rate');
  });
});

describe('case_lower', () => {
  test('lower-cases all but protected text', () => {
    const options = { labels: ['A', 'B'], texts: ['Rome', 'Oslo'] };
    const prompt = buildPrompt('WHERE is Ann? In Rome.\nA) Rome\nB) Oslo', { options, target: ['A'] });
    expect(caseLower.apply(prompt, {}, 0, rng).sample.input).toBe('where is ann? in Rome.\nA) Rome\nB) Oslo');
  });

  test.each(['ಕನ್ನಡ', 'नमस्ते', '你好', 'مرحبا'])('does nothing in a script without case: %s', (input) => {
    const prompt = buildPrompt(input);
    expect(caseLower.apply(prompt, {}, 0, rng)).toBe(prompt);
  });
});

describe('punct_strip', () => {
  test.each([
    ['Why?', 'Why'],
    ['Stop. Go!?.\n', 'Stop. Go\n'],
    ['नमस्ते।', 'नमस्ते'],
    ['لماذا؟', 'لماذا'],
    ['为什么？', '为什么'],
    ['好。', '好'],
  ])('turns %j into %j', (input, expected) => {
    expect(punctStrip.apply(buildPrompt(input), {}, 0, rng).sample.input).toBe(expected);
  });

  test.each([['nothing here'], ['Answer:'], ['???']])('leaves %j', (input) => {
    const prompt = buildPrompt(input);
    expect(punctStrip.apply(prompt, {}, 0, rng)).toBe(prompt);
  });

  test('leaves a mark that belongs to protected text', () => {
    const prompt = buildPrompt('Say: Stop!', { target: ['Stop!'] });
    expect(punctStrip.apply(prompt, {}, 0, rng)).toBe(prompt);
  });
});

describe('norm_nfd', () => {
  test('decomposes letters, answers included, and stays canonically equivalent', () => {
    const prompt = buildPrompt('José → Zürich, 한국 ೀ', { target: ['José'] });
    const { input } = normNfd.apply(prompt, {}, 0, rng).sample;
    expect(input).toBe(prompt.sample.input.normalize('NFD'));
    expect(input.normalize('NFC')).toBe(prompt.sample.input.normalize('NFC'));
  });

  test('leaves addresses and the sample’s own list', () => {
    const prompt = buildPrompt('https://é.example and é and éé', { protect: ['éé'] });
    expect(normNfd.apply(prompt, {}, 0, rng).sample.input).toBe('https://é.example and e\u0301 and éé');
  });
});

test('an input that would grow past the limit of a sample is left as it is', () => {
  const prompt = buildPrompt('é'.repeat(60_000));
  expect(normNfd.apply(prompt, {}, 0, rng)).toBe(prompt);
});
