import { parsePromptEntry, toNoopReason, toPromptEntry, toUnitCounts } from '#app/features/library/try-prompt.ts';
import { withPerturbation } from '#app/features/library/with-perturbation.ts';
import { EXAMPLE_PROMPTS } from '#protocols/example-prompts.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { findPerturbation } from '#protocols/registry.ts';
import { toPerturbedPrompt } from '#protocols/to-perturbed-prompt.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';

const entry = {
  input: 'Hello world',
  system: '',
  options: '',
  target: '',
  protect: '',
  demonstrations: '',
  shownCount: 2,
};

function find(id: string, version: number): Perturbation {
  const found = findPerturbation(id, version);
  if (found === null) throw new Error(`no ${id}@${version}`);
  return found;
}

function parse(change: Partial<typeof entry>): Prompt {
  const parsed = parsePromptEntry({ ...entry, ...change });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

describe('an entry', () => {
  test.each(Object.values(EXAMPLE_PROMPTS).flat())('of an example is that example again: $sample.input', (prompt) => {
    const again = parse(toPromptEntry(prompt));
    expect(again.sample.input).toBe(prompt.sample.input);
    expect(again.sample.options).toEqual(prompt.sample.options);
    expect(again.system).toBe(prompt.system);
    expect(again.demonstrations?.shown).toEqual(prompt.demonstrations?.shown);
    expect(again.demonstrations?.pool).toEqual(prompt.demonstrations?.pool);
  });

  test.each([
    ['1. Rome\n2. Oslo', ['1', '2']],
    ['(a) Rome (b) Oslo', ['a', 'b']],
    ['Rome or Oslo?', null],
  ])('finds the labels of %j', (input, labels) => {
    expect(parse({ input, options: ' Rome \n\nOslo' }).sample.options).toEqual({ labels, texts: ['Rome', 'Oslo'] });
  });

  test('without input is refused with the name of the field', () => {
    expect(parsePromptEntry({ ...entry, input: '' })).toMatchObject({ ok: false, failure: { location: 'input' } });
  });

  test('with a demonstration without an answer is refused with that line', () => {
    expect(parsePromptEntry({ ...entry, demonstrations: 'a => b\nno answer' })).toMatchObject({
      ok: false,
      failure: { location: 'demonstrations', message: expect.stringContaining('no answer') },
    });
  });

  test('with one option is refused', () => {
    expect(parsePromptEntry({ ...entry, options: 'one' })).toMatchObject({ ok: false });
  });

  test('keeps what it protects', () => {
    const prompt = parse({ input: 'keep this but not that', protect: 'this\nthat' });
    const upper = toPerturbedPrompt(find('case_upper', 1), prompt, { params: {}, variant: 0, masterSeed: 1 });
    expect(upper.sample.input).toBe('KEEP this BUT NOT that');
  });
});

test('counts the units that could change and those that do', () => {
  const swap = find('kbd_typo', 2);
  expect(toUnitCounts(swap, parse({}), { intensity: 0.2 }, 0)).toEqual({ eligible: 10, changed: 2 });
  expect(toUnitCounts(find('case_upper', 1), parse({}), {}, 0)).toBeNull();
});

describe('a noop', () => {
  test('on another script names both', () => {
    const prompt = parse({ input: 'ಪ್ರವಾಸದ ಬಗ್ಗೆ ಹೇಳಿ' });
    expect(toNoopReason(find('case_upper', 1), prompt, null)).toMatch(/Latin.*Kannada/);
  });

  test('by rounding says so', () => {
    expect(toNoopReason(find('kbd_typo', 2), parse({}), { eligible: 10, changed: 0 })).toContain('rounds to none');
  });

  test('without options asks for them', () => {
    expect(toNoopReason(find('opt_rotate', 2), parse({}), null)).toContain('options');
  });
});

describe('use in a configuration', () => {
  const config = buildConfig(buildSamples(2));

  test('adds the perturbation with its parameters and variants', () => {
    const next = withPerturbation(config, find('fmt_separator', 2), { params: {}, variant: 2 });
    expect(next.protocol.perturbations).toEqual([
      ...config.protocol.perturbations,
      { id: 'fmt_separator', version: 2, params: {}, variants: 3 },
    ]);
  });

  test('asks for more variants of one that is there, and never for fewer', () => {
    const swap = find('kbd_typo', 2);
    const once = withPerturbation(config, swap, { params: { intensity: 0.1 }, variant: 3 });
    const again = withPerturbation(once, swap, { params: { intensity: 0.1 }, variant: 0 });
    expect(again).toEqual(once);
    const other = withPerturbation(once, swap, { params: { intensity: 0.2 }, variant: 0 });
    expect(other.protocol.perturbations).toHaveLength(once.protocol.perturbations.length + 1);
  });
});
