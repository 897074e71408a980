import { parseMarkdown, parseMarkdownLine } from '#core/text/parse-markdown.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const text = (value: string): readonly unknown[] => [{ type: 'text', text: value }];

describe('blocks', () => {
  test('headings, paragraphs over lines, lists with lines that go on, tables and code', () => {
    const blocks = parseMarkdown(
      '# Title\n\nOne\ntwo.\n\n- first\n  goes on\n- second\n\n1. a\n2. b\n\n| A | B |\n|---|:-:|\n| x | y \\| z |\n\n```json\n# no heading\n```\nend',
    );
    expect(blocks).toEqual([
      { type: 'heading', level: 1, content: text('Title') },
      { type: 'paragraph', content: text('One two.') },
      { type: 'list', isOrdered: false, items: [text('first goes on'), text('second')] },
      { type: 'list', isOrdered: true, items: [text('a'), text('b')] },
      { type: 'table', head: [text('A'), text('B')], rows: [[text('x'), text('y | z')]] },
      { type: 'code', text: '# no heading' },
      { type: 'paragraph', content: text('end') },
    ]);
  });

  test('a fence that is never closed holds the rest', () => {
    expect(parseMarkdown('```\na\nb')).toEqual([{ type: 'code', text: 'a\nb' }]);
  });

  test('a bar without a rule beneath it is a paragraph', () => {
    expect(parseMarkdown('| no table')).toEqual([{ type: 'paragraph', content: text('| no table') }]);
  });

  test('HTML stays text', () => {
    expect(parseMarkdown('<script>x</script>')).toEqual([{ type: 'paragraph', content: text('<script>x</script>') }]);
  });
});

test('code, strong, emphasis and links within a line; code first', () => {
  expect(parseMarkdownLine('a `**b**` **c** *d* [e](https://f.org) 2 * 3')).toEqual([
    { type: 'text', text: 'a ' },
    { type: 'code', text: '**b**' },
    { type: 'text', text: ' ' },
    { type: 'strong', text: 'c' },
    { type: 'text', text: ' ' },
    { type: 'emphasis', text: 'd' },
    { type: 'text', text: ' ' },
    { type: 'link', text: 'e', href: 'https://f.org' },
    { type: 'text', text: ' 2 * 3' },
  ]);
});

test('the document on scorers keeps every word', () => {
  const source = readFileSync(new URL('../../../../docs/scorers.md', import.meta.url), 'utf8');
  const blocks = parseMarkdown(source);
  const words = (value: string): readonly string[] => value.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const shown = new Set(words(JSON.stringify(blocks).replaceAll('\\n', ' ')));
  expect(words(source.replaceAll(/^```\w*/gm, '')).filter((word) => !shown.has(word))).toEqual([]);
});
