import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { buildConfig, buildSamples } from '#tests/support/builders-bundle.ts';

const config = buildConfig();

/** Fails unless parsing fails; returns the failure. */
function failureOf(source: unknown): { code: string; message: string; location: string | null; detail: string | null } {
  const parsed = parseConfig(source);
  if (parsed.ok) throw new Error('expected a failure');
  return parsed.failure;
}

describe('a valid configuration', () => {
  test('parses from a value and from its JSON text alike', () => {
    expect(parseConfig(config)).toEqual({ ok: true, value: config });
    expect(parseConfig(toCanonicalJson(config))).toEqual({ ok: true, value: config });
    expect(parseConfig(`\uFEFF${JSON.stringify(config, null, 2)}`)).toEqual({ ok: true, value: config });
  });
});

describe('a bad field', () => {
  const { decoding, protocol, task, scorers } = config;
  test.each([
    [
      'an unknown field',
      { ...config, decoding: { ...decoding, temprature: 1 } },
      'decoding.temprature',
      'unknown field; correct its spelling or remove it',
    ],
    [
      'K = 0',
      { ...config, protocol: { ...protocol, epochs: { baseline: 0, perturbed: 1 } } },
      'protocol.epochs.baseline',
      'must be at least 1, found 0',
    ],
    [
      'a temperature below zero',
      { ...config, decoding: { ...decoding, temperature: -0.5 } },
      'decoding.temperature',
      'must be at least 0, found -0.5',
    ],
    ['topP = 0', { ...config, decoding: { ...decoding, topP: 0 } }, 'decoding.topP', 'must be greater than 0, found 0'],
    [
      'a fraction for a whole number',
      { ...config, decoding: { ...decoding, topK: 1.5 } },
      'decoding.topK',
      'must be a whole number, found 1.5',
    ],
    ['a missing field', { ...config, analysis: undefined }, 'analysis', 'is missing; add it'],
    ['a wrong type', { ...config, name: 3 }, 'name', 'must be a text, found 3'],
    [
      'a wrong choice',
      { ...config, models: [{ ...config.models[0], dtype: 'q2' }] },
      'models[0].dtype',
      'must be "fp32" or "fp16" or "q8" or "q4" or "q4f16" or "gguf" or "mlc", found "q2"',
    ],
    [
      'an unknown kind',
      { ...config, scorers: [{ ...scorers[0], rules: [{ type: 'magic' }] }] },
      'scorers[0].rules[0].type',
      '"exact" or "includes"',
    ],
    [
      'a template without input',
      { ...config, task: { ...task, promptTemplate: 'x' } },
      'task.promptTemplate',
      '"{input}" exactly once',
    ],
    ['an empty list', { ...config, models: [] }, 'models', 'must have at least 1 entries'],
    [
      'a traversing file',
      { ...config, models: [{ ...config.models[0], files: [{ path: '../x', bytes: 1, sha256: 'a'.repeat(64) }] }] },
      'models[0].files[0].path',
      'without ".."',
    ],
    [
      'duplicate sample ids',
      { ...config, task: { ...task, samples: { type: 'inline', samples: [...buildSamples(), ...buildSamples()] } } },
      'task.samples.samples[3].sampleId',
      'duplicate sample id "choice-1"',
    ],
    [
      'ten million trials',
      {
        ...config,
        task: {
          ...task,
          samples: { type: 'file', path: 'tasks/a.jsonl', bytes: 9, sha256: 'a'.repeat(64), sampleCount: 10_000 },
        },
        protocol: { ...protocol, epochs: { baseline: 1000, perturbed: 1 }, perturbations: [] },
      },
      'protocol.epochs',
      'plans 10000000 trials; at most 1000000 are allowed: lower',
    ],
    [
      'duplicate scorer names',
      { ...config, scorers: [...scorers, ...scorers] },
      'scorers[1].name',
      'duplicate scorer name "answer"',
    ],
    ['half a surrogate pair', { ...config, notes: 'a\ud800' }, 'notes', 'half a surrogate pair'],
  ])('%s is named with its path and what to do', (_, value, location, message) => {
    const failure = failureOf(value);
    expect(failure.code).toBe('config-invalid');
    expect(failure.location).toBe(location);
    expect(failure.message).toContain(message);
    expect(failure.message).toContain(location);
  });

  test('several problems are counted in the message and listed in the detail', () => {
    const failure = failureOf({ ...config, name: '', extra: 1, decoding: { ...decoding, minP: 2 } });
    expect(failure.message).toBe('extra: unknown field; correct its spelling or remove it (and 2 more problems)');
    expect(failure.detail?.split('\n')).toHaveLength(3);
  });

  test('a newer schema version asks for a newer build', () => {
    expect(failureOf({ ...config, schemaVersion: 2, later: true }).message).toContain(
      'schemaVersion: 2 is newer than 1',
    );
  });

  test.each([null, [], 7, 'null', '"text"'])('%j is not a configuration', (value) => {
    expect(failureOf(value).code).toBe('config-invalid');
  });
});

describe('a bad text', () => {
  test.each([
    ['{"name": "a",}', 'line 1, column 14', 'remove the comma before "}"'],
    ['{\n  "name": "a"\n  "notes": ""\n}', 'line 3, column 3', 'expected "," or "}", found "\\""'],
    ['{"name": tru}', 'line 1, column 10', 'expected a value'],
    ['{"name": "a', 'line 1, column 10', 'not closed'],
    ["{'name': 1}", 'line 1, column 2', 'double quotation marks'],
    ['{"a" 1}', 'line 1, column 6', 'expected ":"'],
    ['{"a": "x\ny"}', 'line 1, column 9', 'line break'],
    ['{"a": "\\x"}', 'line 1, column 9', 'unknown escape'],
    ['{} {}', 'line 1, column 4', 'expected the end of the text'],
    ['[1, 01]', 'line 1, column 6', 'expected "," or "]"'],
    ['', 'line 1, column 1', 'the end of the text'],
    ['[1 2', 'line 1, column 4', 'expected "," or "]"'],
  ])('%j is located', (text, place, reason) => {
    const failure = failureOf(text);
    expect(failure.message).toContain(place);
    expect(failure.message).toContain(reason);
    expect(failure.location).toBe(place);
  });

  test('deep nesting is refused before it is parsed', () => {
    expect(failureOf('['.repeat(1_000_000)).message).toContain('nested deeper than 64 levels');
    expect(failureOf(`{"a":"${'['.repeat(100)}\\""}`).message).not.toContain('nested');
  });

  test('a text over 20 MB is refused', () => {
    expect(failureOf(' '.repeat(20 * 1024 * 1024 + 1)).code).toBe('config-too-large');
  });
});
