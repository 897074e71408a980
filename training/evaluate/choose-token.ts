import type { Rng } from '#core/rng/rng.ts';

/** The most probable token; of equals the first. */
export function chooseGreedy(logits: Float32Array): number {
  let best = 0;
  let most = logits[0] ?? 0;
  for (let id = 1; id < logits.length; id += 1) {
    const value = logits[id] ?? 0;
    if (value > most) {
      best = id;
      most = value;
    }
  }
  return best;
}

/** A token in proportion to its probability at temperature 1, by one uniform number and the sum of the shares before it. */
export function chooseSampled(logits: Float32Array, rng: Rng): number {
  const most = logits[chooseGreedy(logits)] ?? 0;
  const shares = new Float64Array(logits.length);
  let total = 0;
  for (let id = 0; id < logits.length; id += 1) {
    const share = Math.exp((logits[id] ?? 0) - most);
    shares[id] = share;
    total += share;
  }
  const steps = 2 ** 30;
  let left = ((rng.int(0, steps - 1) + 0.5) / steps) * total;
  for (let id = 0; id < shares.length; id += 1) {
    left -= shares[id] ?? 0;
    if (left < 0) return id;
  }
  return shares.length - 1;
}
