import { expect, test } from 'vitest';
import { toEffectiveDecoding } from '#harness/effective-decoding.ts';
import { buildConfig } from '#tests/support/builders.ts';

const { decoding } = buildConfig([]);
const filtered = { ...decoding, topK: 5, topP: 0.9, minP: 0.1, repetitionPenalty: 1.2 };

test('above temperature 0 every control acts', () => {
  expect(toEffectiveDecoding(filtered)).toEqual({ asked: filtered, effective: filtered, ignored: [] });
});

test('at temperature 0 the filters cannot act and are recorded as ignored, the penalty acts', () => {
  const { effective, ignored } = toEffectiveDecoding({ ...filtered, temperature: 0 });
  expect(ignored).toEqual(['topK', 'topP', 'minP']);
  expect(effective).toMatchObject({ temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.2 });
});

test('a control that was left off is not ignored', () => {
  expect(toEffectiveDecoding({ ...decoding, temperature: 0 }).ignored).toEqual([]);
});
