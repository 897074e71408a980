/** Where and why a text is not JSON; `offset` in UTF-16 code units. */
export interface JsonSyntaxError {
  readonly offset: number;
  readonly reason: string;
}

const ESCAPES = new Set(['"', '\\', '/', 'b', 'f', 'n', 'r', 't']);
const LITERALS = ['true', 'false', 'null'];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Thrown inside this file only, to leave the recursion. */
class Stop extends Error {
  readonly syntaxError: JsonSyntaxError;
  constructor(syntaxError: JsonSyntaxError) {
    super(syntaxError.reason);
    this.syntaxError = syntaxError;
  }
}

/**
 * The first place where a text departs from RFC 8259, or null. Exists because engines word `JSON.parse` errors differently and
 * some give no position. Recurses once per nesting level: the caller bounds the depth first.
 */
export function toJsonSyntaxError(text: string): JsonSyntaxError | null {
  let position = 0;
  const stop = (reason: string, offset = position): never => {
    throw new Stop({ offset, reason });
  };
  const found = (): string => (position >= text.length ? 'the end of the text' : JSON.stringify(text.charAt(position)));
  const skipSpace = (): void => {
    while (' \t\n\r'.includes(text.charAt(position)) && position < text.length) position += 1;
  };
  const readString = (): void => {
    const start = position;
    position += 1;
    while (text.charAt(position) !== '"') {
      if (position >= text.length) stop('this string is not closed: add the final quotation mark', start);
      if (text.charCodeAt(position) < 0x20)
        stop('a line break or control character inside a string must be written as an escape such as \\n');
      if (text.charAt(position) === '\\') {
        position += 1;
        const isUnicode = /^u[0-9a-fA-F]{4}$/.test(text.slice(position, position + 5));
        if (!isUnicode && !ESCAPES.has(text.charAt(position)))
          stop(`unknown escape "\\${text.charAt(position)}" in a string`);
        if (isUnicode) position += 4;
      }
      position += 1;
    }
    position += 1;
  };
  const readMembers = (close: string, readMember: () => void): void => {
    position += 1;
    skipSpace();
    if (text.charAt(position) === close) {
      position += 1;
      return;
    }
    for (;;) {
      readMember();
      skipSpace();
      if (text.charAt(position) === close) break;
      if (text.charAt(position) !== ',') stop(`expected "," or "${close}", found ${found()}`);
      position += 1;
      skipSpace();
      if (text.charAt(position) === close) stop(`remove the comma before "${close}"`, position);
    }
    position += 1;
  };
  const readProperty = (): void => {
    if (text.charAt(position) !== '"') stop(`expected a field name in double quotation marks, found ${found()}`);
    readString();
    skipSpace();
    if (text.charAt(position) !== ':') stop(`expected ":" after the field name, found ${found()}`);
    position += 1;
    readValue();
  };
  const readValue = (): void => {
    skipSpace();
    const character = text.charAt(position);
    if (character === '{') return readMembers('}', readProperty);
    if (character === '[') return readMembers(']', readValue);
    if (character === '"') return readString();
    const literal = LITERALS.find((word) => text.startsWith(word, position));
    NUMBER.lastIndex = position;
    const length = literal?.length ?? NUMBER.exec(text)?.[0].length ?? 0;
    if (length === 0) stop(`expected a value, found ${found()}`);
    position += length;
  };
  try {
    readValue();
    skipSpace();
    if (position < text.length) stop(`expected the end of the text, found ${found()}`);
    return null;
  } catch (error) {
    if (error instanceof Stop) return error.syntaxError;
    throw error;
  }
}
