import { describe, expect, test } from 'vitest';
import type { DiffEdit } from '#core/model/trial.ts';
import { createRng } from '#core/rng/rng.ts';
import { diffPrompt } from '#protocols/diff-prompt.ts';
import { EXAMPLE_PROMPTS } from '#protocols/example-prompts.ts';
import { perturbations } from '#protocols/registry.ts';
import { buildPrompt } from './prompt-builder.ts';

function applyEdits(text: string, edits: readonly DiffEdit[]): string {
  let changed = '';
  let offset = 0;
  for (const { start, end, replacement } of edits) {
    expect(start).toBeGreaterThanOrEqual(offset);
    changed += text.slice(offset, start) + replacement;
    offset = end;
  }
  return changed + text.slice(offset);
}

describe('a diff', () => {
  test.each(perturbations.map((perturbation) => [perturbation.id, perturbation] as const))(
    'of %s, applied to the original, gives the perturbed text',
    (_, perturbation) => {
      const variants = Array.from(
        { length: Math.min(perturbation.variantCount ?? 1, 5) },
        (_entry, variant) => variant,
      );
      const cases = Object.values(EXAMPLE_PROMPTS).flatMap((prompts) =>
        prompts.flatMap((original) => variants.map((variant) => ({ original, variant }))),
      );
      const edited = cases.filter(({ original, variant }) => {
        const perturbed = perturbation.apply(original, perturbation.defaultParams, variant, createRng('diff'));
        const edits = diffPrompt(original, perturbed);
        const inField = (field: DiffEdit['field']): readonly DiffEdit[] => edits.filter((edit) => edit.field === field);
        expect(applyEdits(original.sample.input, inField('input'))).toBe(perturbed.sample.input);
        expect(applyEdits(original.system ?? '', inField('system'))).toBe(perturbed.system ?? '');
        const isOtherDraw =
          perturbed.demonstrations !== original.demonstrations ||
          perturbed.sample.passages !== original.sample.passages;
        expect(edits.length > 0 || isOtherDraw).toBe(perturbed !== original);
        return edits.length > 0 || isOtherDraw;
      });
      if (perturbation.dimension !== 'composition') expect(edited.length).toBeGreaterThan(0);
    },
  );

  test('narrows a changed word to the characters that changed', () => {
    expect(diffPrompt(buildPrompt('the letter'), buildPrompt('the ketter'))).toEqual([
      { field: 'input', start: 4, end: 5, replacement: 'k' },
    ]);
  });

  test('never cuts a surrogate pair', () => {
    expect(diffPrompt(buildPrompt('a 🙂 b'), buildPrompt('a 🙃 b'))).toEqual([
      { field: 'input', start: 2, end: 4, replacement: '🙃' },
    ]);
  });

  test('of equal prompts is empty', () => {
    expect(diffPrompt(buildPrompt('a', {}, 'b'), buildPrompt('a', {}, 'b'))).toEqual([]);
  });

  test('of texts with thousands of changes is one edit', () => {
    const original = 'a b '.repeat(5000);
    const perturbed = 'c d '.repeat(5000);
    const edits = diffPrompt(buildPrompt(original), buildPrompt(perturbed));
    expect(edits).toHaveLength(1);
    expect(applyEdits(original, edits)).toBe(perturbed);
  });
});
