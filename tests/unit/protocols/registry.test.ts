import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PerturbationParams } from '#core/model/perturbation-params.ts';
import { createRng } from '#core/rng/rng.ts';
import { EXAMPLE_PROMPTS } from '#protocols/example-prompts.ts';
import { HELM_CANONICAL, PERTURBATION_SETS } from '#protocols/perturbation-sets.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { SCRIPTS, type Script } from '#protocols/perturbations/text/script.ts';
import { findPerturbation, formerPerturbations, perturbations } from '#protocols/registry.ts';

const everyVersion = [...perturbations, ...formerPerturbations];
const named = everyVersion.map((perturbation) => [`${perturbation.id}@${perturbation.version}`, perturbation] as const);

describe('the registry', () => {
  test('lists every file of the perturbations folder', () => {
    const files = readdirSync(new URL('../../../protocols/perturbations', import.meta.url)).filter((name) =>
      name.endsWith('.ts'),
    );
    const listed = [
      ...perturbations.map(({ id }) => `${id.replaceAll('_', '-')}.ts`).filter((name) => name !== 'mild-mix.ts'),
      ...formerPerturbations.map(({ id, version }) => `${id.replaceAll('_', '-')}-v${version}.ts`),
    ];
    expect(listed.toSorted()).toEqual(files.toSorted());
    expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
  });

  test('finds a perturbation by id and version, and nothing by another version', () => {
    for (const perturbation of everyVersion)
      expect(findPerturbation(perturbation.id, perturbation.version)).toBe(perturbation);
    for (const { id, version } of perturbations) expect(findPerturbation(id, version + 1)).toBeNull();
    expect(findPerturbation('none', 1)).toBeNull();
  });

  test.each(named)('%s says what it does, where that comes from and what it is called', (_, perturbation) => {
    const { title, description, definition, source } = perturbation;
    for (const text of [title, description, definition, source]) expect(text.trim().length).toBeGreaterThan(3);
    expect(description).toMatch(/\.$/);
    expect(definition).toMatch(/\.$/);
    expect(definition).not.toMatch(/As version|`/);
    expect(perturbation.keeps.length).toBeGreaterThan(0);
  });

  test.each(named)('%s accepts its own default parameters and refuses unknown ones', (_, perturbation) => {
    expect(PerturbationParams.parse(perturbation.defaultParams)).toEqual(perturbation.defaultParams);
    expect(perturbation.checkParams(perturbation.defaultParams)).toBeNull();
    expect(perturbation.checkParams({ ...perturbation.defaultParams, bogus: 1 })).toContain('bogus');
  });
});

/** Parameters with which an operator acts wherever it can: the defaults of the user's own operators speak of English texts only. */
function toStrongParams({ id, defaultParams }: Perturbation): PerturbationParams {
  if (id === 'user_replace') return { table: [{ from: ' ', to: ['_'] }], wholeWords: false, intensity: 1 };
  if (id === 'user_paraphrase')
    return { lists: Object.values(EXAMPLE_PROMPTS).map((prompts) => [prompts[0]?.system ?? '', 'Other.']) };
  return 'intensity' in defaultParams ? { ...defaultParams, intensity: 1 } : { ...defaultParams };
}

function actsOn(perturbation: Perturbation, script: Script): boolean {
  const params = toStrongParams(perturbation);
  return EXAMPLE_PROMPTS[script]
    .filter(({ sample }) => script === 'latin' || perturbation.id === 'rtl_marks' || !/[A-Za-z]{3}/.test(sample.input))
    .some((prompt) =>
      Array.from({ length: perturbation.variantCount ?? 4 }).some(
        (_, variant) => perturbation.apply(prompt, params, variant, createRng(variant)) !== prompt,
      ),
    );
}

test.each(named)('%s acts on examples of the scripts that it names, and of no other', (_, perturbation) => {
  expect(SCRIPTS.filter((script) => actsOn(perturbation, script))).toEqual(
    SCRIPTS.filter((script) => perturbation.scripts === 'all' || perturbation.scripts.includes(script)),
  );
});

test.each(PERTURBATION_SETS.map((set) => [set.id, set] as const))(
  'the entries of the set %s exist',
  (_, { entries }) => {
    for (const { id, version, params } of entries)
      expect(findPerturbation(id, version)?.checkParams(params)).toBeNull();
  },
);

test('the steps of HELM’s canonical set exist and keep the meaning in most cases', () => {
  for (const { id, version, params } of HELM_CANONICAL) {
    expect(findPerturbation(id, version)?.checkParams(params)).toBeNull();
    expect(findPerturbation(id, version)?.class).not.toBe('N');
  }
});
