import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { multiRunProtocol } from '#protocols/multi-run/protocol.ts';
import { perturbationProtocol } from '#protocols/perturbation-protocol/protocol.ts';
import { findPerturbation, perturbations } from '#protocols/registry.ts';

describe('the registry', () => {
  test('lists every file of the perturbations folder, and each id once', () => {
    const files = readdirSync(new URL('../../../protocols/perturbations', import.meta.url));
    const listed = perturbations.map(({ id }) => `${id.replaceAll('_', '-')}.ts`);
    expect(listed.toSorted()).toEqual(files.toSorted());
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('finds a perturbation by id and version, and nothing by another version', () => {
    for (const perturbation of perturbations) {
      expect(findPerturbation(perturbation.id, perturbation.version)).toBe(perturbation);
      expect(findPerturbation(perturbation.id, perturbation.version + 1)).toBeNull();
    }
    expect(findPerturbation('none', 1)).toBeNull();
  });

  test.each(perturbations.map((perturbation) => [perturbation.id, perturbation] as const))(
    '%s accepts its own default parameters and refuses unknown ones',
    (_, perturbation) => {
      expect(perturbation.checkParams(perturbation.defaultParams)).toBeNull();
      expect(perturbation.checkParams({ ...perturbation.defaultParams, bogus: 1 })).toContain('bogus');
    },
  );
});

test('protocols name their estimands and sources', () => {
  for (const protocol of [multiRunProtocol, perturbationProtocol]) {
    expect(protocol.estimands.length).toBeGreaterThan(0);
    expect(protocol.citation.length).toBeGreaterThan(0);
  }
});
