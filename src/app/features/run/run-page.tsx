import { useServices } from '#app/ports-context.tsx';
import type { RunSummary } from '#harness/ports.ts';
import { useState, type JSX } from 'react';
import { IdleRun } from './idle-run.tsx';
import { LiveRun } from './live-run.tsx';
import type { ReplicatesSearch } from './verdict-link.tsx';

export interface RunPageProps {
  readonly runId: string;
  readonly summary: RunSummary | null;
  readonly replicated: ReplicatesSearch;
}

/** A run in progress, or what can be done with one that this tab does not run. */
export function RunPage({ runId, summary, replicated }: RunPageProps): JSX.Element {
  const { runs } = useServices();
  const [controller, setController] = useState(() => runs.find(runId));
  return controller === null ? (
    <IdleRun runId={runId} summary={summary} replicated={replicated} onContinue={setController} />
  ) : (
    <LiveRun controller={controller} replicated={replicated} onContinue={setController} />
  );
}
