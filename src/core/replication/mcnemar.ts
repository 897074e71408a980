import { binomialCdf } from '../stats/distributions.ts';

/** Test that two paired yes/no outcomes have the same rate. */
export interface McNemar {
  /** Exact two-sided binomial p-value, in (0, 1]. */
  readonly exactPValue: number;
  /** The same less the probability of what was observed: nearer to its level, and not guaranteed to keep it. */
  readonly midPValue: number;
}

/**
 * McNemar's test from the discordant pairs; 1 without any. It tests b = c only: runs that disagree on many samples in balance pass it.
 * Source: McNemar 1947; Fagerland, Lydersen & Laake 2013 (mid-p); METRICS §8.
 * @param firstOnly b, pairs with the first outcome only.  @param secondOnly c.
 */
export function mcNemar(firstOnly: number, secondOnly: number): McNemar {
  const discordant = firstOnly + secondOnly;
  const fewer = Math.min(firstOnly, secondOnly);
  const atMost = binomialCdf(fewer, discordant, 0.5);
  const below = fewer === 0 ? 0 : binomialCdf(fewer - 1, discordant, 0.5);
  return { exactPValue: Math.min(1, 2 * atMost), midPValue: Math.min(1, atMost + below) };
}
