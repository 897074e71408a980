import type { ScorerRule } from '#core/model/scorer.ts';

export type RuleType = ScorerRule['type'];

/** What a rule begins as when a person chooses its type; valid as it is. */
export const NEW_RULES: { readonly [T in RuleType]: Extract<ScorerRule, { type: T }> } = {
  exact: { type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true },
  includes: { type: 'includes', families: null, ignoreCase: true },
  'includes-all': { type: 'includes-all', families: null, ignoreCase: true, credit: 'whole' },
  number: { type: 'number', families: null, take: 'last', tolerance: 0 },
  quantity: {
    type: 'quantity',
    families: null,
    take: 'last',
    tolerance: { absolute: 0, relative: 0 },
    decimal: 'point',
    unit: null,
  },
  choice: { type: 'choice', families: null },
  'choice-letter': {
    type: 'choice-letter',
    families: null,
    tiers: ['whole', 'stated', 'marked', 'text', 'lone'],
    statements: ['answer'],
  },
  'json-fields': { type: 'json-fields', families: null, credit: 'whole' },
  'json-schema': { type: 'json-schema', families: null, schema: { type: 'object' } },
  regex: {
    type: 'regex',
    families: null,
    search: { pattern: '(.+)', flags: '', group: 1, take: 'first' },
    compare: 'target',
    ignoreCase: true,
  },
  'list-f1': {
    type: 'list-f1',
    families: null,
    of: 'set',
    separators: [',', '\n'],
    ignoreCase: true,
    targets: 'entries',
    passAt: 1,
  },
  chrf: { type: 'chrf', families: null, beta: 2, passAt: null },
  'option-likelihood': { type: 'option-likelihood', families: null, per: 'option' },
  extracted: {
    type: 'extracted',
    families: null,
    from: [{ type: 'last-line' }],
    otherwise: 'unparsable',
    rule: { type: 'exact', ignoreCase: true, ignoreFinalPunctuation: true },
  },
};

/** What each type of rule asks, for a person. */
export const RULE_LABELS: Readonly<Record<RuleType, string>> = {
  exact: 'exact: the whole output is a target',
  includes: 'includes: a target stands in the output',
  'includes-all': 'includes-all: every target stands in it',
  number: 'number: a number equals a target',
  quantity: 'quantity: a number with a unit',
  choice: 'choice: the option that is named',
  'choice-letter': 'choice-letter: as choice, in stated ways',
  'json-fields': 'json-fields: fields of a JSON object',
  'json-schema': 'json-schema: JSON of a given form',
  regex: 'regex: what an expression finds',
  'list-f1': 'list-f1: entries of a list',
  chrf: 'chrf: likeness of characters',
  'option-likelihood': 'option-likelihood: the likeliest option',
  extracted: 'extracted: a part of the output, then a rule',
};
