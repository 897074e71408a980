import type { IndexDraw } from '../stats/interval-settings.ts';

/** Margin that is declared when a user declares none (DESIGN §8). */
export const DEFAULT_DELTA = 0.05;

/** Relabellings that are drawn when a user declares no number (METRICS §8). */
export const DEFAULT_PERMUTATIONS = 9999;

/** What is declared before two runs are compared. */
export interface ReplicationSettings {
  /** Margin δ in (0, 1): a difference of success rates that does not matter. */
  readonly delta: number;
  /** Relabellings where they cannot be counted. */
  readonly permutations: number;
  /** Draws of the relabellings, one after the other. */
  readonly drawIndex: IndexDraw;
}
