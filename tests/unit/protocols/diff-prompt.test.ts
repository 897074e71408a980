import { describe, expect, test } from 'vitest';
import type { DiffEdit } from '#core/model/trial.ts';
import { createRng } from '#core/rng/rng.ts';
import { diffPrompt } from '#protocols/diff-prompt.ts';
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
      const options = { labels: ['A', 'B', 'C'], texts: ['São Paulo', 'Rome', '🙂 city'] };
      const original = buildPrompt(
        'Question: Where does José 🙂 live?\nA) São Paulo\nB) Rome\nC) 🙂 city\n\nFirst quote the fact, then answer.',
        { options, target: ['B'] },
        'Answer briefly.',
      );
      const perturbed = perturbation.apply(original, perturbation.defaultParams, 0, createRng('diff'));
      const edits = diffPrompt(original, perturbed);
      expect(edits.length).toBeGreaterThan(0);
      expect(
        applyEdits(
          original.sample.input,
          edits.filter(({ field }) => field === 'input'),
        ),
      ).toBe(perturbed.sample.input);
      expect(
        applyEdits(
          original.system ?? '',
          edits.filter(({ field }) => field === 'system'),
        ),
      ).toBe(perturbed.system);
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
