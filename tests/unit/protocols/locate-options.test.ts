import { describe, expect, test } from 'vitest';
import { locateOptions } from '#protocols/locate-options.ts';
import { buildSample } from './prompt-builder.ts';

function located(input: string, labels: string[] | null, texts: string[]): readonly string[] | null {
  const found = locateOptions(buildSample(input, { options: { labels, texts } }));
  return found === null ? null : [...found.labels, ...found.texts].map(([start, end]) => input.slice(start, end));
}

describe('options are located', () => {
  test.each([')', '.', ':'])('after labels with “%s”', (mark) => {
    const input = `Is the red box red?\nA${mark} red\nB${mark} red box`;
    expect(located(input, ['A', 'B'], ['red', 'red box'])).toEqual([`A${mark}`, `B${mark}`, 'red', 'red box']);
  });

  test('after labels on one line', () => {
    expect(located('Pick: A) 3 B) 31', ['A', 'B'], ['3', '31'])).toEqual(['A)', 'B)', '3', '31']);
  });

  test.each([', ', '; ', ' | ', ' / ', '\n'])('without labels when joined by %j', (join) => {
    expect(located(`One of: ${['red', 'blue', 'dark red'].join(join)}.`, null, ['red', 'blue', 'dark red'])).toEqual([
      'red',
      'blue',
      'dark red',
    ]);
  });

  test('never when one is missing, out of order, part of a longer word, or when the list stands twice', () => {
    expect(located('A) red', ['A', 'B'], ['red', 'blue'])).toBeNull();
    expect(located('B) blue\nA) red', ['A', 'B'], ['red', 'blue'])).toBeNull();
    expect(located('A) red\nB) bluer', ['A', 'B'], ['red', 'blue'])).toBeNull();
    expect(located('red, blue; red, blue', null, ['red', 'blue'])).toBeNull();
    expect(located('infrared, blue', null, ['red', 'blue'])).toBeNull();
    expect(locateOptions(buildSample('A) red'))).toBeNull();
  });
});
