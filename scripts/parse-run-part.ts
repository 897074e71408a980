import type { RunPart } from '#harness/run-part.ts';

/** Most parts of one run. */
const MAX_PARTS = 1000;

/** `2/8` as a part, or null. */
export function parseRunPart(text: string): RunPart | null {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  if (match === null) return null;
  const [index, count] = [Number(match[1]), Number(match[2])];
  return index <= count && count <= MAX_PARTS ? { index, count } : null;
}
