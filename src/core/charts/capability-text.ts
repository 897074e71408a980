import type { RuntimeCapabilities } from '../model/runtime-capabilities.ts';

const SEED: Readonly<Record<RuntimeCapabilities['seed'], string>> = {
  ours: 'random numbers keyed by the trial',
  native: 'the runtime’s own seed, derived from the trial',
  none: 'no seed',
};
const LOGPROBS: Readonly<Record<RuntimeCapabilities['logprobs'], string>> = {
  full: 'log-probabilities of any token',
  topk: 'log-probabilities of the likeliest tokens',
  none: 'no log-probabilities',
};
const PREFIX: Readonly<Record<RuntimeCapabilities['sharedPrefix'], string>> = {
  tile: 'a prompt is computed once and copied for its rows',
  truncate: 'a prompt is computed once, its rows follow each other behind it',
  none: 'a prompt is computed anew for each row',
};

/** What a runtime can do, as one sentence for the report. */
export function toCapabilityText(capabilities: RuntimeCapabilities): string {
  const { tokenLevel, logprobs, logprobStage, seed, maxBatch, sharedPrefix, retokenise } = capabilities;
  return [
    tokenLevel ? 'every token chosen by Plumbline’s sampler' : 'tokens chosen by the runtime’s own sampler',
    SEED[seed],
    LOGPROBS[logprobs] + (logprobStage === 'post-temperature' ? ', after the temperature' : ''),
    maxBatch === 1 ? 'one row at a time' : `up to ${maxBatch} rows together`,
    PREFIX[sharedPrefix],
    ...(retokenise ? [] : ['no other token ids for the same text']),
    ...(capabilities.tokenizer === 'in-model' ? ['tokenizer inside the model’s file'] : []),
  ].join('; ');
}
