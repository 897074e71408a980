import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeGguf } from '#training/export/gguf-file.ts';
import { toGgufFacts } from '#workers/inference-wllama/gguf-facts.ts';
import { readGgufMetadata } from '#workers/inference-wllama/gguf-metadata.ts';

const SHIPPED = join(import.meta.dirname, '../../../../public/models/reference/gguf/reference-q8_0.gguf');

async function read(bytes: Uint8Array<ArrayBuffer>) {
  return readGgufMetadata(new Blob([bytes]), 'model.gguf');
}

describe('metadata of a GGUF file', () => {
  it('tell of the shipped model what its other forms say', async () => {
    const metadata = await read(Uint8Array.from(await readFile(SHIPPED)));
    if (!metadata.ok) throw new Error(metadata.failure.message);
    const config = JSON.parse(await readFile(join(SHIPPED, '../../config.json'), 'utf8'));
    const facts = toGgufFacts(metadata.value);
    expect(facts).toMatchObject({
      architecture: 'llama',
      layers: config.num_hidden_layers,
      kvHeads: config.num_key_value_heads,
      headDim: config.head_dim ?? config.hidden_size / config.num_attention_heads,
      contextLength: config.max_position_embeddings,
      addsBeginningToken: false,
      templateTokens: { eos_token: '<|end|>' },
    });
    expect(facts.chatTemplate).toBe(await readFile(join(SHIPPED, '../../chat_template.jinja'), 'utf8'));
    expect(facts.specialIds.size).toBeGreaterThan(1);
  });

  it('may be longer than what is read first', async () => {
    const long = 'x'.repeat(3 << 20);
    const metadata = await read(encodeGguf({ 'general.name': { type: 'string', value: long } }, []));
    expect(metadata.ok && metadata.value.get('general.name')).toBe(long);
  });

  it('with values that differ by layer give the largest', async () => {
    const list = { type: 'int32', value: [2, 8, 4] } as const;
    const metadata = await read(
      encodeGguf({ 'general.architecture': { type: 'string', value: 'a' }, 'a.attention.head_count_kv': list }, []),
    );
    expect(metadata.ok && toGgufFacts(metadata.value).kvHeads).toBe(8);
  });
});

describe('what is no GGUF file', () => {
  const whole = encodeGguf({ 'general.name': { type: 'string', value: 'model' } }, []);

  it.each([
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>')],
    ['nothing', new Uint8Array()],
    ['a file that ends early', whole.slice(0, 40)],
    ['version 9', Uint8Array.of(...whole.slice(0, 4), 9, ...whole.slice(5))],
    ['a key count of 2^63', Uint8Array.of(...whole.slice(0, 16), 255, 255, 255, 255, 255, 255, 255, 127)],
    ['a text of 2^63 bytes', Uint8Array.of(...whole.slice(0, 24), 255, 255, 255, 255, 255, 255, 255, 127)],
  ])('is refused: %s', async (_, bytes) => {
    expect(await read(Uint8Array.from(bytes))).toMatchObject({
      ok: false,
      failure: { code: 'model-not-a-model', location: 'model.gguf' },
    });
  });
});
