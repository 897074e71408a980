import { expect, it } from 'vitest';
import { toCapabilityText } from '#core/charts/capability-text.ts';
import { toOrtCapabilities } from '#workers/inference-ort/ort-capabilities.ts';

it('says what the runtime of a report can and cannot do', () => {
  const can = toOrtCapabilities(64);
  expect(toCapabilityText(can)).toBe(
    'every token chosen by Plumbline’s sampler; random numbers keyed by the trial; log-probabilities of any token; up to 64 rows together; a prompt is computed once and copied for its rows',
  );
  const cannot = { maxBatch: 1, seed: 'native', tokenLevel: false, logprobs: 'none', retokenise: false } as const;
  expect(toCapabilityText({ ...can, ...cannot, sharedPrefix: 'none', tokenizer: 'in-model' })).toBe(
    'tokens chosen by the runtime’s own sampler; the runtime’s own seed, derived from the trial; no log-probabilities; one row at a time; a prompt is computed anew for each row; no other token ids for the same text; tokenizer inside the model’s file',
  );
});
