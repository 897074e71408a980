import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { diffPrompt } from '#protocols/diff-prompt.ts';
import type { Prompt } from '#protocols/perturbation.ts';
import { ALL_PROTECTED, toProtectedSpans } from '#protocols/protected-spans.ts';
import { perturbations } from '#protocols/registry.ts';

const word = fc.oneof(
  fc.constantFrom(
    'Text:',
    'Question:',
    'José',
    'Zürich',
    'the',
    'Red',
    '12 kg',
    '{name}',
    'a_b(c)',
    'https://é.x/a',
    '`x y`',
    '한국',
    'ñ?',
    '。',
    '🙂',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const gap = fc.constantFrom(' ', '  ', '\n', '\n\n', '\t');
const text = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 20 })
  .map((pairs) => pairs.map(([part, space]) => part + space).join(''));
const optionTexts = fc.uniqueArray(fc.constantFrom('red', 'Blue box', 'José', 'Zürich', '12', 'a b'), {
  minLength: 2,
  maxLength: 4,
});

/** A prompt whose input may list labelled options, with a target that is a label, a text or a JSON object. */
const promptArbitrary: fc.Arbitrary<Prompt> = fc
  .record({
    head: text,
    tail: text,
    texts: optionTexts,
    kind: fc.constantFrom('none', 'labelled', 'inline'),
    target: fc.constantFrom('A', 'José', '{"name": "José", "age": 12}'),
    protect: fc.constantFrom<string[]>([], ['Zü'], ['the', 'Text:']),
    system: fc.constantFrom(null, 'You are a helpful assistant.', 'Other.'),
  })
  .map(({ head, tail, texts, kind, target, protect, system }) => {
    const labels = ['A', 'B', 'C', 'D'].slice(0, texts.length);
    const listed =
      kind === 'inline'
        ? texts.join(', ')
        : texts.map((option, position) => `${labels[position]}) ${option}`).join('\n');
    const options = kind === 'none' ? null : { labels: kind === 'inline' ? null : labels, texts };
    const input = kind === 'none' ? head : `${head}\n${listed}\n${tail}`;
    const sample = {
      sampleId: 's',
      clusterId: 's',
      family: 'choice',
      input,
      target: [target],
      options,
      protect,
      severityOfError: null,
    };
    return { sample, system };
  });

describe.each(perturbations.map((perturbation) => [perturbation.id, perturbation] as const))(
  '%s',
  (id, perturbation) => {
    const apply = (prompt: Prompt, variant: number, seed: number): Prompt =>
      perturbation.apply(prompt, perturbation.defaultParams, variant, createRng(seed));

    test.prop([promptArbitrary, fc.nat(3), fc.nat()])(
      'gives the same output for the same seed, and leaves its argument',
      (prompt, variant, seed) => {
        const before = structuredClone(prompt);
        const first = apply(prompt, variant, seed);
        expect(prompt).toEqual(before);
        expect(apply(prompt, variant, seed)).toEqual(first);
      },
    );

    test.prop([promptArbitrary, fc.nat(3), fc.nat()])(
      'gives a sample with the same id, cluster and family',
      (prompt, variant, seed) => {
        const { sample } = apply(prompt, variant, seed);
        expect(Sample.parse(sample)).toEqual(sample);
        expect([sample.sampleId, sample.clusterId, sample.family]).toEqual(['s', 's', 'choice']);
      },
    );

    test.prop([promptArbitrary, fc.nat(3), fc.nat()])('keeps what the target means', (prompt, variant, seed) => {
      const { sample } = apply(prompt, variant, seed);
      expect(sample.target.map((target) => toMeaning(sample, target))).toEqual(
        prompt.sample.target.map((target) => toMeaning(prompt.sample, target)),
      );
      expect(sample.options?.texts.toSorted()).toEqual(prompt.sample.options?.texts.toSorted());
    });

    test.prop([promptArbitrary, fc.nat(3), fc.nat()])(
      'returns the very prompt when no text changes',
      (prompt, variant, seed) => {
        const next = apply(prompt, variant, seed);
        const isSame = next.sample.input === prompt.sample.input && next.system === prompt.system;
        expect(isSame).toBe(next === prompt);
      },
    );

    test.prop([promptArbitrary, fc.nat(3), fc.nat()])('edits nothing that it must keep', (prompt, variant, seed) => {
      const kinds = KEPT_KINDS[id] ?? ALL_PROTECTED;
      const { input } = prompt.sample;
      const kept = toProtectedSpans(prompt.sample, kinds).map(([start, end]) => input.slice(start, end));
      expect(containsInOrder(apply(prompt, variant, seed).sample.input, kept)).toBe(true);
    });

    test.prop([promptArbitrary, fc.nat(3), fc.nat()])(
      'has a diff that leads from the original to the output',
      (prompt, variant, seed) => {
        const next = apply(prompt, variant, seed);
        for (const field of ['input', 'system'] as const) {
          const [from, to] =
            field === 'input' ? [prompt.sample.input, next.sample.input] : [prompt.system ?? '', next.system ?? ''];
          let changed = '';
          let offset = 0;
          for (const edit of diffPrompt(prompt, next).filter((entry) => entry.field === field)) {
            changed += from.slice(offset, edit.start) + edit.replacement;
            offset = edit.end;
          }
          expect(changed + from.slice(offset)).toBe(to);
        }
        expect(() => toCanonicalJson(diffPrompt(prompt, next))).not.toThrow();
      },
    );

    if ('rate' in perturbation.defaultParams) {
      test.prop([promptArbitrary, fc.nat()])('does nothing at rate 0', (prompt, seed) => {
        expect(perturbation.apply(prompt, { rate: 0 }, 0, createRng(seed))).toBe(prompt);
      });

      test.prop([promptArbitrary, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true })])(
        'edits exactly round(rate · N) letters',
        (prompt, seed, rate) => {
          const before = prompt.sample.input;
          const after = perturbation.apply(prompt, { rate }, 0, createRng(seed)).sample.input;
          const spans = toProtectedSpans(prompt.sample, ALL_PROTECTED);
          const isFree = (offset: number): boolean => !spans.some(([start, end]) => start <= offset && offset < end);
          const offsets = Array.from({ length: before.length }, (_, offset) => offset);
          const eligibleCount = offsets.filter(
            (offset) => isFree(offset) && /[a-z]/i.test(before.charAt(offset)),
          ).length;
          const changed = offsets.filter((offset) => before.charAt(offset) !== after.charAt(offset));
          expect(after).toHaveLength(before.length);
          expect(changed.length).toBe(Math.round(rate * eligibleCount));
          expect(changed.every(isFree)).toBe(true);
        },
      );
    }
  },
);

/** Kinds that operators keep which do not keep all. */
const KEPT_KINDS: Readonly<Record<string, Parameters<typeof toProtectedSpans>[1]>> = {
  fmt_separator: ['protect', 'code', 'address', 'label'],
  opt_rotate: ['protect', 'code', 'address', 'label'],
  norm_nfd: ['protect', 'code', 'address'],
};

/** The text that a label stands for; any other target as it is. */
function toMeaning(sample: Sample, target: string): string {
  const position = sample.options?.labels?.indexOf(target) ?? -1;
  return sample.options?.texts[position] ?? target;
}

function containsInOrder(input: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const start = input.indexOf(part, from);
    from = start + part.length;
    return start !== -1;
  });
}
