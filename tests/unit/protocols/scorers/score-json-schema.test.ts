import { describe, expect, test } from 'vitest';
import type { JsonSchemaSubset } from '#core/model/json-schema-subset.ts';
import { ScorerRule } from '#core/model/scorer.ts';
import { judgeOutput } from './judge-output.ts';

function ruleOf(schema: JsonSchemaSubset): ScorerRule {
  return { type: 'json-schema', families: null, schema };
}

const order = ruleOf({
  type: 'object',
  properties: {
    item: { type: 'string', minLength: 1 },
    count: { type: 'integer', minimum: 1 },
    tags: { type: 'array', items: { enum: ['é', 'b'] }, maxItems: 2 },
  },
  required: ['item', 'count'],
  additionalProperties: false,
});

describe('json-schema', () => {
  test('finds the first object or list and follows the schema', () => {
    const output = 'Here: {"count": 2.0, "item": "x", "tags": ["e\u0301"]} done';
    expect(judgeOutput(order, {}, output)).toMatchObject({
      success: 1,
      answer: '{"count":2,"item":"x","tags":["é"]}',
      text: '{"count": 2.0, "item": "x", "tags": ["e\u0301"]}',
    });
    expect(judgeOutput(ruleOf({ type: 'array' }), {}, 'so [1, {"a": 2}]')).toMatchObject({
      success: 1,
      answer: '[1,{"a":2}]',
    });
  });

  test.each([
    ['{"item":"x"}', 'required'],
    ['{"item":"x","count":0}', 'minimum'],
    ['{"item":"x","count":1.5}', 'type'],
    ['{"item":"","count":1}', 'minLength'],
    ['{"item":"x","count":1,"other":1}', 'additionalProperties'],
    ['{"item":"x","count":1,"tags":["c"]}', 'enum'],
    ['{"item":"x","count":1,"tags":["b","b","b"]}', 'maxItems'],
    ['[1]', 'type'],
  ])('%s breaks the schema, and the sentence says how', (output, keyword) => {
    const score = judgeOutput(order, {}, output);
    expect(score).toMatchObject({ success: 0, value: 0 });
    expect(score.answer).not.toBeNull();
    expect(score.why).toMatch(/breaks the schema at #\S*, keyword "\w+"\.$/);
    expect([keyword, 'properties', 'items', 'additionalProperties', 'false']).toContain(/"(\w+)"/.exec(score.why)?.[1]);
  });

  test.each([
    [{ anyOf: [{ type: 'string' }, { const: [1] }] }, true],
    [{ oneOf: [{ type: 'array' }, { minItems: 1 }] }, false],
    [{ allOf: [{ type: 'array' }, { minItems: 1 }] }, true],
    [{ not: { type: 'array' } }, false],
    [{ prefixItems: [{ const: 1 }], items: false }, true],
    [{ items: { multipleOf: 2 } }, false],
  ] satisfies [JsonSchemaSubset, boolean][])('[1] against %j', (schema, isValid) => {
    expect(judgeOutput(ruleOf(schema), {}, '[1]').success).toBe(isValid ? 1 : 0);
  });

  test('an output without JSON is unparsable', () => {
    expect(judgeOutput(order, {}, 'no {json} [here]')).toMatchObject({ answer: null, span: null });
  });

  test('keywords outside the subset and schemas without bound are refused', () => {
    const refused = (schema: unknown): boolean =>
      !ScorerRule.safeParse({ type: 'json-schema', families: null, schema }).success;
    expect(refused({ pattern: '(a+)+$' })).toBe(true);
    expect(refused({ $ref: '#' })).toBe(true);
    expect(refused({ properties: { a: { uniqueItems: true } } })).toBe(true);
    expect(refused({ enum: Array.from({ length: 200 }, () => 'x'.repeat(200)) })).toBe(true);
    expect(refused({ properties: { a: {} } })).toBe(false);
  });
});
