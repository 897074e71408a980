import { expect, test } from 'vitest';
import { byteFallbackShare, tokensPerCharacter, type CountedPrompt } from '#core/stats/tokens-per-character.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';

const settings = createIntervalSettings();

function prompt(index: number, changes: Partial<CountedPrompt> = {}): CountedPrompt {
  return { sampleId: `s${index}`, clusterId: `s${index}`, tokens: 10, characters: 40, byteTokens: 1, ...changes };
}

test('tokens per character are of all prompts together, longer ones weigh more', () => {
  const prompts = [prompt(1), prompt(2, { tokens: 90, characters: 60 })];
  expect(tokensPerCharacter(prompts, settings)).toMatchObject({ value: 1, n: 2, interval: null });
  expect(tokensPerCharacter([], settings)).toMatchObject({ value: null, reason: 'no prompt was tokenised' });
});

test('byte fallback is a share of tokens, and null where bytes are not known', () => {
  const prompts = Array.from({ length: 12 }, (_, index) => prompt(index, { byteTokens: index % 3 }));
  expect(byteFallbackShare(prompts, settings)).toMatchObject({ value: 0.1, n: 12, interval: { method: 'CI-BS' } });
  expect(byteFallbackShare([prompt(1, { byteTokens: null })], settings)).toMatchObject({
    value: null,
    reason: expect.stringMatching('not known'),
  });
});
