import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ScorerRule } from '#core/model/scorer.ts';
import { findMetric } from '#core/stats/metric-index.ts';
import { protocols } from '#protocols/protocol-registry.ts';
import { formerPerturbations, perturbations } from '#protocols/registry.ts';
import { toParamFacts, toRangeText } from '#protocols/to-param-facts.ts';
import { toScriptBehaviours } from '#protocols/to-script-behaviour.ts';
import { toPerturbedPrompt } from '#protocols/to-perturbed-prompt.ts';

const everyVersion = [...perturbations, ...formerPerturbations];
const named = everyVersion.map((perturbation) => [`${perturbation.id}@${perturbation.version}`, perturbation] as const);

/** Operators that wait for data of the user's, in the language of the prompt. */
const OWN_DATA = ['user_replace', 'user_paraphrase'];

describe.each(named)('%s', (_, perturbation) => {
  test('every parameter has a default, a form and a range that the schema holds to', () => {
    const facts = toParamFacts(perturbation);
    expect(facts.map(({ name }) => name)).toEqual(Object.keys(perturbation.defaultParams));
    for (const fact of facts) {
      expect(toRangeText(fact)).not.toBe('');
      if (fact.type !== 'number') continue;
      const check = (value: number): string | null =>
        perturbation.checkParams({ ...perturbation.defaultParams, [fact.name]: value });
      if (fact.minimum !== null)
        expect([check(fact.minimum), check(fact.minimum - 1)]).toEqual([null, expect.any(String)]);
      if (fact.maximum !== null)
        expect([check(fact.maximum), check(fact.maximum + 1)]).toEqual([null, expect.any(String)]);
    }
  });

  test('acts on an example of each script that it names, as a run would, and on no other', () => {
    for (const { script, isNamed, example } of toScriptBehaviours(perturbation)) {
      if (isNamed && !OWN_DATA.includes(perturbation.id)) expect(example, script).not.toBeNull();
      if (example === null) continue;
      const { original, params, variant, perturbed } = example;
      expect(perturbation.checkParams(params)).toBeNull();
      expect(toPerturbedPrompt(perturbation, original, { params, variant, masterSeed: 1 })).toEqual(perturbed);
    }
  });
});

describe('protocols', () => {
  test('every folder with a protocol is in the registry', () => {
    const root = new URL('../../../protocols/', import.meta.url);
    const folders = readdirSync(root).filter((name) => existsSync(new URL(`${name}/protocol.ts`, root)));
    expect(protocols).toHaveLength(folders.length);
    expect(new Set(protocols.map(({ id }) => id)).size).toBe(protocols.length);
  });

  test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
    '%s names estimands that have a definition, and its sources',
    (_, { estimands, citation }) => {
      expect(estimands.length).toBeGreaterThan(0);
      expect(citation.length).toBeGreaterThan(0);
      for (const id of estimands) expect(findMetric(id), id).not.toBeNull();
    },
  );
});

test('the document on scorers, which the Library shows, has every type of rule', () => {
  const text = readFileSync(new URL('../../../docs/scorers.md', import.meta.url), 'utf8');
  const rules = new Set(
    JSON.stringify(z.toJSONSchema(ScorerRule)).match(/"type":\{"type":"string","const":"[a-z0-9-]+"/g),
  );
  const types = [...rules].map((match) => match.split('"').at(-2) ?? '');
  expect(types).toContain('choice-letter');
  expect(types.filter((type) => !text.includes(`\`${type}\``))).toEqual([]);
});
