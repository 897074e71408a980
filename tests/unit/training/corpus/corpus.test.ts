import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { FAMILIES, type Example } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { toCorpusDigest, toPool, toTexts } from '#training/corpus/corpus.ts';
import { drawTrainingExample } from '#training/pipeline/draw-training-example.ts';

const settings = { seed: 'test', examplesPerPool: 250 };

describe('a corpus', () => {
  const toHash = (seed: string, pools: number): string =>
    toCorpusDigest({ ...settings, seed }, pools, drawTrainingExample).sha256;

  test('is the same for the same seed, and another for another seed or length', () => {
    expect(toHash('test', 2)).toBe(toHash('test', 2));
    expect(toHash('test', 2)).not.toBe(toHash('other', 2));
    expect(toHash('test', 2)).not.toBe(toHash('test', 3));
  });

  test('has pools that can be written without the pools before them, each with its own examples', () => {
    const texts = (pool: number): readonly string[] =>
      toPool(settings, pool, drawTrainingExample).map((conversation) => toTexts(conversation).join('\n'));
    expect(texts(3)).toEqual(texts(3));
    expect(texts(3)).not.toEqual(texts(2));
    expect(texts(3)).toHaveLength(250);
  });

  test('is counted as it is hashed', () => {
    const digest = toCorpusDigest(settings, 2, drawTrainingExample);
    const lines = [0, 1].flatMap((pool) =>
      toPool(settings, pool, drawTrainingExample).map(
        (conversation) =>
          `${JSON.stringify([...(conversation.system === null ? [null] : []), ...toTexts(conversation)])}\n`,
      ),
    );
    expect(digest).toMatchObject({ pools: 2, examples: 500, bytes: Buffer.byteLength(lines.join('')) });
  });
});

describe('the examples that the corpus is drawn from', () => {
  const rng = createRng('test/corpus/0');
  const examples = Array.from({ length: 8000 }, () => createExample(rng, { split: 'train' }));
  const share = (accepts: (example: Example) => boolean): number => examples.filter(accepts).length / examples.length;
  const within = (family: string, accepts: (example: Example) => boolean): number => {
    const members = examples.filter((example) => example.family === family);
    return members.filter(accepts).length / members.length;
  };

  test('are those of the pools', () => {
    const pool = toPool({ seed: 'test', examplesPerPool: 20 }, 0, drawTrainingExample);
    expect(pool).toEqual(examples.slice(0, 20));
  });

  test('have every family, Hindi, system prompts, earlier turns and missing tools in their shares', () => {
    for (const family of FAMILIES) expect(share((example) => example.family === family)).toBeGreaterThan(0.03);
    expect(share(({ system }) => system !== null)).toBeCloseTo(0.15, 1);
    expect(share(({ turns }) => turns.length > 0)).toBeCloseTo(0.15, 1);
    for (const family of ['extract', 'triage']) {
      const hindi = within(family, ({ language }) => language === 'hi');
      expect(Math.abs(hindi - 0.25), family).toBeLessThan(0.04);
    }
    expect(within('dispatch', ({ kind }) => kind !== 'call')).toBeGreaterThan(0.25);
  });

  test('answer a request that is none of the desk’s business with one sentence, and no other request', () => {
    const declined = new Set(examples.filter(({ family }) => family === 'decline').map(({ assistant }) => assistant));
    expect(declined.size).toBe(1);
    expect(share(({ family, assistant }) => family !== 'decline' && declined.has(assistant))).toBe(0);
  });
});
