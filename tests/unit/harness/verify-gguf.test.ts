import { expect, test } from 'vitest';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { buildConfig, buildModel } from '#tests/support/builders-bundle.ts';
import { buildMembers } from '#tests/support/builders-bundle-members.ts';
import { withText } from '#tests/support/bundle-forgery.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';

/** A model whose tokenizer is inside its only file. */
const members = buildMembers({
  config: buildConfig({ models: [{ ...buildModel({}), runtime: 'wllama', dtype: 'gguf' }] }),
});
const TRANSCRIPTS = 'transcripts-0000.jsonl';

test('a bundle of a GGUF model is accepted, and says that its texts were not derived again', () => {
  expect([...members.keys()].filter((path) => path.startsWith('tokenizer/'))).toEqual([]);
  const findings = verifyBundle(members, createTextCodec, createTokenGumbel);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ severity: 'note', check: 'tokenizer' });
  expect(findings[0]?.message).toContain('tokenizer inside the GGUF file');
});

test('a token that no random number of its trial would have drawn is found without a tokenizer', () => {
  // The runner-up as likely as the chosen token, but for noise: among all trials some would have drawn it.
  const forged = withText(members, TRANSCRIPTS, (text) =>
    text.replaceAll(
      /"logprob":-[\d.]+,"runnerUp":(\d+),"runnerUpLogprob":-40/g,
      '"logprob":-9,"runnerUp":$1,"runnerUpLogprob":-0.01',
    ),
  );
  const errors = verifyBundle(forged, createTextCodec, createTokenGumbel).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors.some(({ check, message }) => check === 'outputs' && message.includes('would have drawn token'))).toBe(
    true,
  );
});
