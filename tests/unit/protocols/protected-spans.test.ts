import { describe, expect, test } from 'vitest';
import type { Sample } from '#core/model/sample.ts';
import { ALL_PROTECTED, EVERY_PROTECTED, toProtectedSpans, type ProtectedKind } from '#protocols/protected-spans.ts';
import { buildSample } from './prompt-builder.ts';

function protectedTexts(
  input: string,
  change: Partial<Sample> = {},
  kinds: readonly ProtectedKind[] = ALL_PROTECTED,
): readonly string[] {
  const sample = buildSample(input, change);
  return toProtectedSpans(sample, kinds).map(([start, end]) => input.slice(start, end));
}

describe('protected spans', () => {
  test.each([
    ['placeholder', 'Dear {name}, see <b>${x}</b> and {{ user.id }}', ['{name}', '<b>${x}</b>', '{{ user.id }}']],
    ['placeholder', 'a <|user|> turn, but 1 < 2 and { not one }', ['<|user|>']],
    ['json-key', 'fill {"name": 1, "x": "y"}', ['"name":', '"x":']],
    ['code', 'run ```\nls -l\n``` or `pwd` now', ['```\nls -l\n```', '`pwd`']],
    ['address', 'see https://a.example/b?c=1 or www.d.example today', ['https://a.example/b?c=1', 'www.d.example']],
    ['address', 'write to ann.o@mail.example.org, not @home or a@b', ['ann.o@mail.example.org']],
    ['quantity', 'add 12 kg by 7:30 pm for €20 and 3.5% of 8 people', ['12 kg', '7:30 pm', '€20', '3.5%']],
    [
      'tool-name',
      '- get_weather(city)\n- translate(text, language)\nsay (no)',
      ['get_weather(city)', 'translate(text, language)'],
    ],
  ] as const)('keep %s in %j', (kind, input, expected) => {
    expect(protectedTexts(input, {}, [kind])).toEqual(expected);
  });

  test.each([
    ['१२ किलो और 5 मिनट, २५० लोग', ['१२ किलो', '5 मिनट']],
    ['೧೨ ಕೆಜಿ, 7 ಗಂಟೆ', ['೧೨ ಕೆಜಿ', '7 ಗಂಟೆ']],
    ['১২ কেজি, ৳ ৫০, 9 জন', ['১২ কেজি', '৳ ৫০']],
    ['٥٠ ريال و٢٠٪ من 3 كتب', ['٥٠ ريال', '٢٠٪']],
    ['12公斤在3点，２个', ['12公斤', '3点']],
  ])('keep quantities of the other languages in %s', (input, expected) => {
    expect(protectedTexts(input, {}, ['local-quantity'])).toEqual(expected);
  });

  test('keep an answer in another script inside a word, and one in Latin letters only as a word', () => {
    const target = ['上海', 'ಢಾಕಾ', 'Rome'];
    expect(protectedTexts('他在上海工作, ಢಾಕಾದಲ್ಲಿ, Romeo', { target }, ['answer-within'])).toEqual(['上海', 'ಢಾಕಾ']);
  });

  test('keep labels in any wrapper', () => {
    const options = { labels: ['A', 'B'], texts: ['红', '蓝'] };
    expect(protectedTexts('哪个？\n（A）红\n（B）蓝', { options }, ['wrapped-label'])).toEqual(['（A）', '（B）']);
    expect(protectedTexts('A、红\nB、蓝', { options }, ['wrapped-label'])).toEqual(['A、', 'B、']);
  });

  test('keep names and values of a JSON target where the input writes them, as whole words', () => {
    const target = ['{"name": "Ana", "age": 39, "city": null}'];
    const input = 'Ana, 39, from Anaheim. Write name, age and city.';
    expect(protectedTexts(input, { target }, ['answer', 'json-key'])).toEqual(['Ana', '39', 'name', 'age', 'city']);
  });

  test('keep the texts of all options and not only of the target, with the labels', () => {
    const options = { labels: ['A', 'B'], texts: ['red', 'blue'] };
    const input = 'Is it red or blue?\nA) red\nB) blue\nA reddish one.';
    expect(protectedTexts(input, { target: ['A'], options })).toEqual(['red', 'blue', 'A)', 'red', 'B)', 'blue']);
  });

  test('keep the sample’s own list even inside words, overlaps merged', () => {
    expect(protectedTexts('abcabcab', { protect: ['abca', 'cab'] })).toEqual(['abcabcab']);
    expect(protectedTexts('xx aba xx', { protect: ['aba'] }, ['protect'])).toEqual(['aba']);
  });

  test('a target that is no JSON after all is kept as text', () => {
    expect(protectedTexts('say {oops now', { target: ['{oops'] }, ['answer', 'json-key'])).toEqual(['{oops']);
    expect(protectedTexts('say 5 now', { target: ['5', ''] }, ['answer'])).toEqual(['5']);
  });

  test('100 000 hostile characters take no noticeable time', () => {
    for (const unit of ['@', '{', '`', 'a_', '1,', 'https://', '"', '<|', 'a@', '("']) {
      const input = unit.repeat(100_000 / unit.length);
      expect(toProtectedSpans(buildSample(input), EVERY_PROTECTED).length).toBeLessThanOrEqual(input.length);
    }
  });
});
