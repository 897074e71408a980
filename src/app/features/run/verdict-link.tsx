import { ButtonLink } from '#app/ui/button-link.tsx';
import type { JSX } from 'react';

/** What a run repeats, as it stands in the address; empty for a run that repeats none. */
export interface ReplicatesSearch {
  /** Id of the repeated run. */
  readonly replicates?: string;
  /** `<samples>@<seed>` where only a random part of it is run. */
  readonly subset?: string;
}

/** The way from a finished replication to its verdict; nothing for a run that replicates none. */
export function VerdictLink({
  runId,
  replicated: { replicates, subset },
}: {
  readonly runId: string;
  readonly replicated: ReplicatesSearch;
}): JSX.Element | null {
  if (replicates === undefined) return null;
  return (
    <ButtonLink
      variant="primary"
      to="/compare"
      search={{ a: replicates, b: runId, ...(subset === undefined ? {} : { subset }) }}
    >
      Verdict
    </ButtonLink>
  );
}
