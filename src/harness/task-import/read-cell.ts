import { parseJson } from '#core/bundle/parse-json.ts';
import type { CellList } from '#core/model/row-mapping.ts';

/** What a cell holds, or what is wrong with it, as the end of a sentence that begins with the column. */
export type CellReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** Text of a cell; null when it is empty or not there. Numbers and truth values of JSON are written out. */
export function readCellText(cell: unknown): CellReading<string | null> {
  if (cell === undefined || cell === null) return { ok: true, value: null };
  if (typeof cell === 'string') return { ok: true, value: cell.trim() === '' ? null : cell };
  if (typeof cell === 'number' || typeof cell === 'boolean') return { ok: true, value: String(cell) };
  return { ok: false, message: `holds ${Array.isArray(cell) ? 'a list' : 'an object'}, expected one text` };
}

/** Texts of a cell; none when it is empty. */
export function readCellList(cell: unknown, list: CellList): CellReading<readonly string[]> {
  if (Array.isArray(cell)) return toTexts(cell);
  const text = readCellText(cell);
  if (!text.ok) return text;
  if (text.value === null) return { ok: true, value: [] };
  if (list.type === 'one') return { ok: true, value: [text.value] };
  if (list.type === 'separator') {
    const parts = text.value.split(list.separator).map((part) => part.trim());
    return { ok: true, value: parts.filter((part) => part !== '') };
  }
  if (!text.value.trimStart().startsWith('[')) return { ok: true, value: [text.value] };
  const json = parseJson(text.value);
  if (!json.ok) return { ok: false, message: `is no JSON list: ${json.reason} at character ${json.column}` };
  return Array.isArray(json.value) ? toTexts(json.value) : { ok: false, message: 'is no JSON list' };
}

function toTexts(entries: readonly unknown[]): CellReading<readonly string[]> {
  const texts: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const text = readCellText(entry);
    if (typeof entry === 'string') texts.push(entry);
    else if (!text.ok || text.value === null)
      return { ok: false, message: `has an entry ${index + 1} that ${text.ok ? 'is empty' : text.message}` };
    else texts.push(text.value);
  }
  return { ok: true, value: texts };
}
