import { describe, expect, it } from 'vitest';
import { createTinyLlama } from '#tests/support/tiny-llama/tiny-llama.ts';
import { createTextCodec, type TextCodec } from '#workers/decode/text-codec.ts';

const tiny = createTinyLlama();
const BASE: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(tiny).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
);
const MESSAGES = { system: 'S', user: 'U' };

function create(changes: Readonly<Record<string, unknown>> = {}, override: string | null = null): TextCodec {
  const texts = Object.entries(changes).map(([path, value]) => [
    path,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const codec = createTextCodec({ ...BASE, ...Object.fromEntries(texts) }, override);
  if (!codec.ok) throw new Error(codec.failure.message);
  return codec.value;
}

function render(codec: TextCodec): string {
  const text = codec.render(MESSAGES);
  return text.ok ? text.value : text.failure.code;
}

describe('the chat template', () => {
  it('is the override, then chat_template.jinja, then tokenizer_config.json, then none', () => {
    const file = { 'chat_template.jinja': 'file {{ messages | length }}' };
    expect(create(file, 'override').chatTemplate).toBe('configuration');
    expect(render(create(file, 'override'))).toBe('override');
    expect(create(file).chatTemplate).toBe('chat_template.jinja');
    expect(render(create(file))).toBe('file 2');
    expect(create().chatTemplate).toBe('tokenizer_config.json');
    expect(render(create({ 'tokenizer_config.json': { chat_template: 'one' } }))).toBe('one');
    const plain = create({ 'tokenizer_config.json': {} });
    expect(plain.chatTemplate).toBe('none');
    expect(render(plain)).toBe('S\n\nU');
    expect(plain.render({ system: null, user: 'U' })).toEqual({ ok: true, value: 'U' });
  });

  it('gets the turns of a conversation between the system message and the last one', () => {
    const template = '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}';
    const turns = [
      { role: 'user', content: 'U1' },
      { role: 'assistant', content: ' A1' },
    ] as const;
    const conversation = { system: 'S', turns, user: 'U2' };
    expect(create({}, template).render(conversation)).toEqual({
      ok: true,
      value: '<system>S<user>U1<assistant> A1<user>U2',
    });
    const plain = create({ 'tokenizer_config.json': {} });
    expect(plain.render(conversation)).toEqual({ ok: true, value: 'S\n\nU1 A1\n\nU2' });
    expect(plain.render({ ...conversation, system: null })).toEqual({ ok: true, value: 'U1 A1\n\nU2' });
  });

  it('takes the template named default of a list', () => {
    const templates = [
      { name: 'tool_use', template: 'tools' },
      { name: 'default', template: 'usual' },
    ];
    expect(render(create({ 'tokenizer_config.json': { chat_template: templates } }))).toBe('usual');
    const others = create({ 'tokenizer_config.json': { chat_template: templates.slice(0, 1) } });
    expect(others.chatTemplate).toBe('none');
  });

  it('sees the special tokens, a generation prompt, and no tools', () => {
    const template =
      '{{ bos_token }}{{ eos_token }}{% if pad_token is defined %}pad{% endif %}{% if tools %}tools{% endif %}{{ add_generation_prompt }}';
    expect(render(create({}, template))).toBe('<s></s>true');
  });

  it('never sees the date of today', () => {
    expect(render(create({}, '{{ strftime_now("%d %B %Y") }}'))).toBe('26 July 2024');
    expect(render(create({}, '{{ strftime_now("%Q") }}'))).toBe('model-load-failed');
  });

  it('fails with its own words when it refuses the messages', () => {
    const codec = create({}, '{{ raise_exception("no system prompt") }}');
    expect(codec.render(MESSAGES)).toMatchObject({ failure: { detail: expect.stringContaining('no system prompt') } });
  });

  it('cannot make the worker build endless lists', () => {
    expect(render(create({}, '{% for i in range(1000000000) %}{% endfor %}'))).toBe('model-load-failed');
  });

  it('that cannot be parsed fails the model', () => {
    const codec = createTextCodec(BASE, '{% if %}');
    expect(codec).toMatchObject({ ok: false, failure: { code: 'model-load-failed', location: 'configuration' } });
  });
});

describe('tokens', () => {
  it('get a beginning token only where no template writes it', () => {
    expect(create({ 'tokenizer_config.json': {} }).encode('x')).toEqual([300, 120]);
    expect(create().encode('x')).toEqual([120]);
    expect(create().encode('<s>x')).toEqual([300, 120]);
  });

  it('decode without special tokens, and without ids that the tokenizer does not know', () => {
    const { encode, decode } = create();
    expect(decode(encode('<s>the  end .<|im_end|>'))).toBe('the  end .');
    expect(decode([120, 5000, 301, 121])).toBe('xy');
    expect(decode([])).toBe('');
    expect(decode([301])).toBe('');
  });

  it('round-trip any text', () => {
    const { encode, decode } = create();
    for (const text of [' the question?', 'naïve 日本語 😀\n\ttab', '  two  spaces '])
      expect(decode(encode(text))).toBe(text);
  });
});

describe('where a generation ends', () => {
  it('is every declared end token and the usual ends of turn that exist', () => {
    expect(create().stopTokenIds).toEqual([301, 303]);
    expect(create({ 'generation_config.json': { eos_token_id: 7 } }).stopTokenIds).toEqual([7, 301, 303]);
    const files = { 'generation_config.json': {}, 'config.json': {}, 'tokenizer_config.json': {} };
    expect(create(files).stopTokenIds).toEqual([303]);
  });

  it('is at the smallest limit that the files state', () => {
    expect(create().contextLength).toBe(256);
    expect(create({ 'tokenizer_config.json': { model_max_length: 100 } }).contextLength).toBe(100);
    expect(create({ 'config.json': { n_positions: 64 } }).contextLength).toBe(64);
    expect(create({ 'config.json': { text_config: { max_position_embeddings: 32 } } }).contextLength).toBe(32);
    expect(create({ 'config.json': {} }).contextLength).toBeNull();
  });
});

describe('broken files', () => {
  it.each([
    { path: 'tokenizer.json', text: undefined, code: 'model-missing-file' },
    { path: 'tokenizer.json', text: '<!doctype html>', code: 'model-not-a-model' },
    { path: 'tokenizer.json', text: '{', code: 'model-load-failed' },
    { path: 'config.json', text: '{"max_position_embeddings": "many"}', code: 'model-load-failed' },
    { path: 'generation_config.json', text: 'null', code: 'model-load-failed' },
  ])('$path as $text fails with $code', ({ path, text, code }) => {
    expect(createTextCodec({ ...BASE, [path]: text }, null)).toMatchObject({
      ok: false,
      failure: { code, location: path },
    });
  });
});
