import { ButtonLink } from '#app/ui/button-link.tsx';
import type { JSX } from 'react';

/** The way from a finished replication to its verdict; nothing for a run that replicates none. */
export function VerdictLink({
  runId,
  replicatedRunId,
}: {
  readonly runId: string;
  readonly replicatedRunId: string | null;
}): JSX.Element | null {
  if (replicatedRunId === null) return null;
  return (
    <ButtonLink variant="primary" to="/compare" search={{ a: replicatedRunId, b: runId }}>
      Verdict
    </ButtonLink>
  );
}
