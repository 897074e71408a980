import { existsSync, readFileSync } from 'node:fs';
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { promptInScript } from '#tests/support/script-corpus.ts';
import { applyMerges } from '#workers/decode/apply-merges.ts';
import { createTextCodec, TEXT_CODEC_PATHS, type TextCodec } from '#workers/decode/text-codec.ts';

const FOLDER = 'public/models/reference';
const files = Object.fromEntries(
  TEXT_CODEC_PATHS.filter((path) => path !== 'chat_template.jinja' && existsSync(`${FOLDER}/${path}`)).map((path) => [
    path,
    readFileSync(`${FOLDER}/${path}`, 'utf8'),
  ]),
);

function create(changes: Readonly<Record<string, string>> = {}, template: string | null = null): TextCodec {
  const codec = createTextCodec({ ...files, ...changes }, template);
  if (!codec.ok) throw new Error(codec.failure.message);
  return codec.value;
}

function withTokenizer(change: (json: Record<string, unknown>) => void): Readonly<Record<string, string>> {
  const json = JSON.parse(files['tokenizer.json'] ?? '');
  change(json);
  return { 'tokenizer.json': JSON.stringify(json) };
}

const reference = create();

function toIds(codec: TextCodec, user: string, probability: number, seed = 'seed'): readonly number[] {
  const ids = codec.retokenise({ system: 'Answer with one word.', user }, { probability, seed });
  if (!ids.ok) throw new Error(ids.failure.message);
  return ids.value;
}

function toOwnIds(codec: TextCodec, user: string): readonly number[] {
  const prompt = codec.render({ system: 'Answer with one word.', user });
  if (!prompt.ok) throw new Error(prompt.failure.message);
  return codec.encode(prompt.value);
}

describe('merges left out', () => {
  const ranks = new Map([
    ['a b', 1],
    ['ab c', 0],
    ['b c', 2],
  ]);
  const merge = (drops: readonly boolean[]): readonly string[] => {
    const left = [...drops];
    return applyMerges(
      ['a', 'b', 'c'],
      (first, second) => ranks.get(`${first} ${second}`),
      () => left.shift() ?? false,
    );
  };

  test.each([
    ['none', [], ['abc']],
    ['the best of the first step', [true], ['a', 'bc']],
    ['both of the first step', [true, true], ['a', 'b', 'c']],
    ['the only one of the second step', [false, true], ['ab', 'c']],
  ])('%s', (_, drops, expected) => {
    expect(merge(drops)).toEqual(expected);
  });
});

describe('other tokens of a prompt', () => {
  propertyTest.prop([promptInScript, fc.double({ min: 0, max: 1, noNaN: true }), fc.string()], { numRuns: 24 })(
    'give back its text in six scripts, keep the special tokens and follow from the seed',
    ({ prompt }, probability, seed) => {
      const user = prompt.sample.input;
      const own = toOwnIds(reference, user);
      const ids = toIds(reference, user, probability, seed);
      expect(reference.decode(ids)).toBe(reference.decode(own));
      const toSpecial = (list: readonly number[]): readonly number[] => list.filter((id) => id < 5);
      expect(toSpecial(ids)).toEqual(toSpecial(own));
      expect(toIds(reference, user, probability, seed)).toEqual(ids);
      expect(toIds(reference, user, 0, seed)).toEqual(own);
    },
  );

  test('are one for each byte when every merge is left out', () => {
    const user = 'Which city is ঢাকা, मध्य or 上海?';
    const ids = toIds(reference, user, 1);
    const special = ids.filter((id) => id < 5).length;
    expect(ids.length - special).toBe(new TextEncoder().encode(reference.decode(ids)).length);
    expect(ids.length).toBeGreaterThan(toOwnIds(reference, user).length);
  });

  test('differ by seed, and leave out about the asked share', () => {
    const user = 'Where is the red box that Maria put on the table before she went to the market with her brother?';
    const own = toOwnIds(reference, user);
    const lists = Array.from({ length: 50 }, (_, index) => toIds(reference, user, 0.1, `seed ${index}`));
    expect(new Set(lists.map(String)).size).toBeGreaterThan(40);
    const ratio = lists.reduce((sum, ids) => sum + ids.length, 0) / lists.length / own.length;
    expect(ratio).toBeGreaterThan(1.02);
    expect(ratio).toBeLessThan(1.5);
  });

  test('leave the words of the template alone, even those that a message repeats', () => {
    const template = '{% for m in messages %}{{ m.role }} says: {{ m.content | trim }}\nthe end {% endfor %}';
    const codec = create({}, template);
    const user = '  the user says  ';
    const ids = toIds(codec, user, 1);
    const own = toOwnIds(codec, user);
    expect(codec.decode(ids)).toBe(codec.decode(own));
    const tail = codec.encodeText('\nthe end ');
    expect(ids.slice(-tail.length)).toEqual(tail);
    const head = codec.encodeText('system says:');
    expect(ids.slice(0, head.length)).toEqual(head);
  });

  test('keep beginning and end tokens of a model without a template', () => {
    const plain = create({
      'tokenizer_config.json': '{}',
      ...withTokenizer((json) => {
        json['post_processor'] = {
          type: 'TemplateProcessing',
          single: [{ SpecialToken: { id: '<|user|>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
          pair: [],
          special_tokens: { '<|user|>': { id: '<|user|>', ids: [3], tokens: ['<|user|>'] } },
        };
      }),
    });
    const own = toOwnIds(plain, 'the table');
    expect(own[0]).toBe(3);
    expect(toIds(plain, 'the table', 0)).toEqual(own);
    expect(toIds(plain, 'the table', 1)[0]).toBe(3);
  });

  test.each([
    [
      'a tokenizer of another kind',
      withTokenizer((json) => {
        json['decoder'] = null;
        json['pre_tokenizer'] = { type: 'WhitespaceSplit' };
      }),
      null,
      'needs a tokenizer of byte-level BPE',
    ],
    [
      'a space that the tokenizer puts before a text',
      withTokenizer((json) => {
        json['pre_tokenizer'] = { type: 'ByteLevel', add_prefix_space: true, use_regex: true };
      }),
      '{{ messages[0].content }}',
      'changes the text of a prompt',
    ],
    ['a template that changes its messages', {}, '{{ messages[1].content | length }}', 'template changes its messages'],
  ])('are refused for %s', (_, changes, template, message) => {
    const codec = create(changes, template);
    expect(codec.retokenise({ system: 'Be short.', user: 'the table' }, { probability: 0.1, seed: 's' })).toMatchObject(
      { ok: false, failure: { code: 'config-invalid', message: expect.stringContaining(message) } },
    );
  });
});
