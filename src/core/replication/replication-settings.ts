import type { IndexDraw } from '../stats/interval-settings.ts';
import type { SubsetChoice } from './subset.ts';

/** Margin that is declared when a user declares none (DESIGN §8). */
export const DEFAULT_DELTA = 0.05;

/** Relabellings that are drawn when a user declares no number (METRICS §8). */
export const DEFAULT_PERMUTATIONS = 9999;

/** What a person declares before two runs are compared. */
export interface ComparisonAsked {
  /** Margin δ in (0, 1): a difference of success rates that does not matter. */
  readonly delta: number;
  /** Compare runs of different master seeds too, by statistics alone; otherwise they are NOT_COMPARABLE. */
  readonly acceptsOtherSeed: boolean;
  /** Only these samples; null = all. */
  readonly subset: SubsetChoice | null;
}

/** What the ladder takes. */
export interface ReplicationSettings extends Pick<ComparisonAsked, 'delta' | 'acceptsOtherSeed'> {
  /** Relabellings where they cannot be counted. */
  readonly permutations: number;
  /** Draws of the relabellings, one after the other. */
  readonly drawIndex: IndexDraw;
}
