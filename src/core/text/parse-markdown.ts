/** A stretch of a line. */
export type MarkdownInline =
  | { readonly type: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

type Line = readonly MarkdownInline[];

/** A part of a document. */
export type MarkdownBlock =
  | { readonly type: 'heading'; readonly level: number; readonly content: Line }
  | { readonly type: 'paragraph'; readonly content: Line }
  | { readonly type: 'list'; readonly isOrdered: boolean; readonly items: readonly Line[] }
  | { readonly type: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly type: 'code'; readonly text: string };

const FENCE = /^```/;
const HEADING = /^(#{1,6}) (.+)$/;
const BULLET = /^(?:[-*]|(\d+)\.) +(.*)$/;
const TABLE_RULE = /^\|(?: *:?-+:? *\|)+ *$/;
const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|(?<!\*)\*([^*\s][^*]*)\*(?!\*)|\[([^\]]+)\]\(([^)\s]+)\)/g;

/**
 * Reads the part of Markdown that our own documents use: headings, paragraphs, flat lists with lines that go on, tables, fenced code; code,
 * strong, emphasis and links within a line. Anything else is text. It never makes HTML.
 */
export function parseMarkdown(text: string): readonly MarkdownBlock[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: MarkdownBlock[] = [];
  for (let at = 0; at < lines.length;) {
    const [block, next] = readBlock(lines, at);
    if (block !== null) blocks.push(block);
    at = next;
  }
  return blocks;
}

function readBlock(lines: readonly string[], at: number): readonly [MarkdownBlock | null, number] {
  const line = lines[at] ?? '';
  if (line.trim() === '') return [null, at + 1];
  if (FENCE.test(line)) {
    const end = lines.findIndex((other, index) => index > at && FENCE.test(other));
    const stop = end === -1 ? lines.length : end;
    return [{ type: 'code', text: lines.slice(at + 1, stop).join('\n') }, stop + 1];
  }
  const heading = HEADING.exec(line);
  if (heading !== null)
    return [{ type: 'heading', level: heading[1]?.length ?? 1, content: parseMarkdownLine(heading[2] ?? '') }, at + 1];
  if (line.startsWith('|') && TABLE_RULE.test(lines[at + 1] ?? '')) return readTable(lines, at);
  return BULLET.test(line) ? readList(lines, at) : readParagraph(lines, at);
}

function readTable(lines: readonly string[], at: number): readonly [MarkdownBlock, number] {
  let end = at + 2;
  while (lines[end]?.startsWith('|') === true) end += 1;
  const rows = lines.slice(at + 2, end).map(toCells);
  return [{ type: 'table', head: toCells(lines[at] ?? ''), rows }, end];
}

/** Cells of a row; `\|` is a bar within one. */
function toCells(line: string): readonly Line[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => parseMarkdownLine(cell.trim().replaceAll('\\|', '|')));
}

function readList(lines: readonly string[], at: number): readonly [MarkdownBlock, number] {
  const isOrdered = BULLET.exec(lines[at] ?? '')?.[1] !== undefined;
  const items: string[] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const bullet = BULLET.exec(line);
    if (bullet !== null) items.push(bullet[2] ?? '');
    else if (line.trim() !== '' && line.startsWith(' ')) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  return [{ type: 'list', isOrdered, items: items.map(parseMarkdownLine) }, end];
}

function readParagraph(lines: readonly string[], at: number): readonly [MarkdownBlock, number] {
  let end = at + 1;
  while (end < lines.length && !startsOther(lines[end] ?? '')) end += 1;
  const text = lines.slice(at, end).map((line) => line.trim());
  return [{ type: 'paragraph', content: parseMarkdownLine(text.join(' ')) }, end];
}

function startsOther(line: string): boolean {
  return line.trim() === '' || FENCE.test(line) || HEADING.test(line) || BULLET.test(line) || line.startsWith('|');
}

/** Code, strong, emphasis and links of one line. */
export function parseMarkdownLine(text: string): readonly MarkdownInline[] {
  const parts: MarkdownInline[] = [];
  let offset = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > offset) parts.push({ type: 'text', text: text.slice(offset, match.index) });
    parts.push(toInline(match));
    offset = match.index + match[0].length;
  }
  if (offset < text.length) parts.push({ type: 'text', text: text.slice(offset) });
  return parts;
}

function toInline([whole, code, strong, emphasis, label, href]: RegExpExecArray): MarkdownInline {
  if (code !== undefined) return { type: 'code', text: code };
  if (strong !== undefined) return { type: 'strong', text: strong };
  if (emphasis !== undefined) return { type: 'emphasis', text: emphasis };
  return { type: 'link', text: label ?? whole, href: href ?? '' };
}
