import type { Rng } from '#core/rng/rng.ts';

/** The most probable token; of equals the first. */
export function chooseGreedy(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id += 1) if ((logits[id] ?? 0) > (logits[best] ?? 0)) best = id;
  return best;
}

/** A token in proportion to its probability at temperature 1. */
export function chooseSampled(logits: Float32Array, rng: Rng): number {
  const most = logits[chooseGreedy(logits)] ?? 0;
  const shares = Float64Array.from(logits, (value) => Math.exp(value - most));
  const steps = 2 ** 30;
  let left = ((rng.int(0, steps - 1) + 0.5) / steps) * shares.reduce((sum, share) => sum + share, 0);
  for (const [id, share] of shares.entries()) {
    left -= share;
    if (left < 0) return id;
  }
  return shares.length - 1;
}
