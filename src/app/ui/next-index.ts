const PAGE_STEP = 10;

/** Where a key leads in a list of `count` entries from `index` (−1 = none yet); null for a key that leads nowhere. */
export function toNextIndex(key: string, index: number, count: number): number | null {
  const clamp = (next: number): number => Math.min(count - 1, Math.max(0, next));
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1);
    case 'ArrowUp':
      return clamp(index - 1);
    case 'PageDown':
      return clamp(index + PAGE_STEP);
    case 'PageUp':
      return clamp(index - PAGE_STEP);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
