import type { ForcedLogits } from '#workers/contract/inference.ts';

/** Gap between the two likeliest tokens above which both must choose the same: backends differ by up to 0.001 (BROWSER-LAB §5). */
const CLEAR_GAP = 1e-2;

/** What two backends make of the same tokens. */
export interface LogitComparison {
  readonly places: number;
  /** Places at which the reference's two likeliest tokens are more than 0.01 apart. */
  readonly clearPlaces: number;
  /** Clear places with the same likeliest token. */
  readonly sameTop: number;
  /** Largest |Δlogit|; null where there is nothing to compare, or a logit is no finite number. */
  readonly maxLogitDelta: number | null;
}

/** Compares logits place by place. Vocabularies of different sizes share nothing: the difference is then unknown. */
export function compareLogits(
  pairs: readonly { readonly reference: ForcedLogits; readonly own: ForcedLogits }[],
): LogitComparison {
  let [places, clearPlaces, sameTop] = [0, 0, 0];
  let largest: number | null = pairs.length === 0 ? null : 0;
  for (const { reference, own } of pairs) {
    const size = reference.vocabularySize;
    if (own.vocabularySize !== size || own.logits.length !== reference.logits.length) largest = null;
    for (let start = 0; start < reference.logits.length; start += size) {
      const expected = reference.logits.subarray(start, start + size);
      const row = own.logits.subarray(start, start + size);
      places += 1;
      const { top, gap } = toTop(expected);
      if (gap > CLEAR_GAP) {
        clearPlaces += 1;
        if (toTop(row).top === top) sameTop += 1;
      }
      const delta = toLargestDelta(expected, row);
      largest = largest === null || delta === null ? null : Math.max(largest, delta);
    }
  }
  return { places, clearPlaces, sameTop, maxLogitDelta: largest };
}

/** The largest logit, lowest index among equals, and how far the second is below it. */
function toTop(row: Float32Array): { readonly top: number; readonly gap: number } {
  let [top, best, second] = [0, -Infinity, -Infinity];
  for (let index = 0; index < row.length; index += 1) {
    const logit = row[index] ?? 0;
    if (logit > best) [top, second, best] = [index, best, logit];
    else if (logit > second) second = logit;
  }
  return { top, gap: best - second };
}

function toLargestDelta(a: Float32Array, b: Float32Array): number | null {
  let largest = 0;
  for (let index = 0; index < a.length; index += 1) {
    const delta = Math.abs((a[index] ?? NaN) - (b[index] ?? NaN));
    if (!Number.isFinite(delta)) return null;
    if (delta > largest) largest = delta;
  }
  return largest;
}
