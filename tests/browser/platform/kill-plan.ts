import { createRng } from '#core/rng/rng.ts';

/**
 * What is ended: the model's worker, the one that writes the journal, all of them at once as when a tab goes, or the model's worker and
 * then the download by which the next one gets its files anew.
 */
export type KillTarget = 'inference' | 'storage' | 'tab' | 'download';

/** One kill of a run. */
export interface Kill {
  readonly target: KillTarget;
  /** Groups that land after the kill before, so that no trial runs out of attempts. */
  readonly afterGroups: number;
  /** From then on, ms; falls anywhere in a group or between two. */
  readonly delayMs: number;
}

const TARGETS: readonly KillTarget[] = ['inference', 'inference', 'inference', 'storage', 'tab', 'download'];

/** `count` kills that depend on the seed alone. */
export function toKillPlan(seed: string, count: number): readonly Kill[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => ({
    target: TARGETS[rng.int(0, TARGETS.length - 1)] ?? 'inference',
    afterGroups: rng.int(1, 3),
    delayMs: rng.int(0, 40),
  }));
}
