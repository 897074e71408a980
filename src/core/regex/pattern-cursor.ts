/** Leaves the descent at the first problem; `parseRegex` turns it into a value. */
export class PatternError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Where the descent stands. */
export interface Cursor {
  readonly pattern: string;
  at: number;
  groupCount: number;
  depth: number;
}

/** Whether `text` stands at the cursor. */
export function isNext(cursor: Cursor, text: string): boolean {
  return cursor.pattern.startsWith(text, cursor.at);
}

/** Moves behind `text` when it stands at the cursor. */
export function take(cursor: Cursor, text: string): boolean {
  if (!isNext(cursor, text)) return false;
  cursor.at += text.length;
  return true;
}

/** The text of a sticky expression at the cursor, which moves behind it; null and no move otherwise. */
export function readToken(cursor: Cursor, expression: RegExp): string | null {
  expression.lastIndex = cursor.at;
  const match = expression.exec(cursor.pattern);
  if (match === null) return null;
  cursor.at = expression.lastIndex;
  return match[0];
}
