import { parseJson } from '#core/bundle/parse-json.ts';

const PYTHON_TEXT = /^\s*(?:'((?:[^'\\]|\\['"\\])*)'|"((?:[^"\\]|\\['"\\])*)")\s*(,|$)/;

/** A list of texts, written as JSON or as Python does; null when the text is neither. */
export function toTextList(text: string): readonly string[] | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return null;
  const json = parseJson(trimmed);
  if (json.ok)
    return Array.isArray(json.value) && json.value.every((entry) => ['string', 'number'].includes(typeof entry))
      ? json.value.map(String)
      : null;
  const texts: string[] = [];
  let rest = trimmed.slice(1, -1);
  while (rest.trim() !== '') {
    const match = PYTHON_TEXT.exec(rest);
    if (match === null) return null;
    texts.push((match[1] ?? match[2] ?? '').replaceAll(/\\(['"\\])/g, '$1'));
    rest = rest.slice(match[0].length);
  }
  return texts;
}
