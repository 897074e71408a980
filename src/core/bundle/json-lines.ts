import { toCanonicalJson } from './canonical-json.ts';

/** Canonical JSON Lines: one row per line, each line ended by "\n"; the empty text for no rows. */
export function toJsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${toCanonicalJson(row)}\n`).join('');
}
