import { describe, expect, test } from 'vitest';
import { FAMILIES } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { toCorpusHash } from '#training/generator/to-corpus-hash.ts';
import { toCorpus } from '#training/generator/to-corpus.ts';

describe('a corpus', () => {
  const examples = [...toCorpus('test', { count: 8000 })];
  const share = (accepts: (example: (typeof examples)[number]) => boolean): number =>
    examples.filter(accepts).length / examples.length;
  const within = (family: string, accepts: (example: (typeof examples)[number]) => boolean): number => {
    const members = examples.filter((example) => example.family === family);
    return members.filter(accepts).length / members.length;
  };

  test('is the same for the same seed and another for another', () => {
    expect(toCorpusHash('test', 500)).toBe(toCorpusHash('test', 500));
    expect(toCorpusHash('test', 500)).not.toBe(toCorpusHash('other', 500));
    expect(toCorpusHash('test', 500)).not.toBe(toCorpusHash('test', 501));
  });

  test('begins alike however long it gets', () => {
    expect([...toCorpus('test', { count: 20 })]).toEqual(examples.slice(0, 20));
  });

  test('ends with the example that reaches the tokens', () => {
    const some = [...toCorpus('test', { tokens: 1000, countTokens: ({ user }) => user.length })];
    const sizes = some.map(({ user }) => user.length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThanOrEqual(1000);
    expect(total - (sizes.at(-1) ?? 0)).toBeLessThan(1000);
  });

  test('has every family, Hindi, system prompts, earlier turns and noise in the shares that it states', () => {
    for (const family of FAMILIES) expect(share((example) => example.family === family)).toBeGreaterThan(0.03);
    expect(share(({ system }) => system !== null)).toBeCloseTo(0.15, 1);
    expect(share(({ turns }) => turns.length > 0)).toBeCloseTo(0.15, 1);
    expect(within('extract', ({ language }) => language === 'hi')).toBeCloseTo(0.3, 1);
    expect(within('dispatch', ({ kind }) => kind !== 'call')).toBeGreaterThan(0.25);
  });

  test('answers a request that is none of the desk’s business with one sentence, and no other request', () => {
    const declined = new Set(examples.filter(({ family }) => family === 'decline').map(({ assistant }) => assistant));
    expect(declined.size).toBe(1);
    expect(share(({ family, assistant }) => family !== 'decline' && declined.has(assistant))).toBe(0);
  });
});
