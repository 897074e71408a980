import type { Rng } from '#core/rng/rng.ts';

/** n!, exact for n ≤ 18. */
export function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** The permutation of 0 … size − 1 with this rank in lexicographic order; rank 0 is the ascending one, `rank` < size!. */
export function toPermutation(size: number, rank: number): readonly number[] {
  const left = Array.from({ length: size }, (_, index) => index);
  const order: number[] = [];
  let rest = rank;
  for (let count = size; count > 0; count -= 1) {
    const block = factorial(count - 1);
    order.push(...left.splice(Math.floor(rest / block), 1));
    rest %= block;
  }
  return order;
}

/** A permutation of 0 … size − 1 drawn uniformly: Fisher–Yates. */
export function drawPermutation(size: number, rng: Rng): readonly number[] {
  const order = Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = rng.int(0, last);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
