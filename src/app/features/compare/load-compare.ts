import type { Ports, RunSummary } from '#harness/ports.ts';

/** The two runs that the address names; an absent one is still to be chosen. */
export interface CompareSearch {
  readonly a?: string;
  readonly b?: string;
  /** `<samples>@<seed>`: only this random part is compared. */
  readonly subset?: string;
}

/** Runs to choose from, newest first. */
export async function loadCompare(ports: Ports): Promise<readonly RunSummary[]> {
  const runs = await ports.runs.list();
  return runs.toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
}
