/** Marks that a pattern of ECMAScript with flag `u` may escape. */
const ESCAPABLE = /[\^$\\.*+?()[\]{}|/]/;

/**
 * A pattern of Python's `re` in the syntax that is searched here: escapes of marks that need none lose them (`\-`, `\,`), flags at the front become flags.
 * What means something else or nothing there stays, so that its check names it.
 */
export function toEcmaPattern(source: string): { readonly pattern: string; readonly flags: string } {
  const front = /^\(\?([ims]+)\)/.exec(source);
  const found = front?.[1] ?? '';
  const flags = ['i', 'm', 's'].filter((flag) => found.includes(flag)).join('');
  let pattern = '';
  let isInClass = false;
  const text = source.slice(front?.[0].length ?? 0);
  for (let position = 0; position < text.length; position += 1) {
    const mark = text.charAt(position);
    if (mark === '\\') {
      position += 1;
      const escaped = text.charAt(position);
      const needsEscape = /[a-zA-Z0-9]/.test(escaped) || ESCAPABLE.test(escaped) || (escaped === '-' && isInClass);
      pattern += needsEscape ? `\\${escaped}` : escaped;
    } else {
      if (mark === '[') isInClass = true;
      if (mark === ']') isInClass = false;
      pattern += mark;
    }
  }
  return { pattern, flags };
}
