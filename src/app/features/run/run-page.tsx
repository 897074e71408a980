import { useServices } from '#app/ports-context.tsx';
import type { RunSummary } from '#harness/ports.ts';
import { useState, type JSX } from 'react';
import { IdleRun } from './idle-run.tsx';
import { LiveRun } from './live-run.tsx';

export interface RunPageProps {
  readonly runId: string;
  readonly summary: RunSummary | null;
  /** Id of the run that this one repeats, when it was started to replicate; else null. */
  readonly replicatedRunId: string | null;
}

/** A run in progress, or what can be done with one that this tab does not run. */
export function RunPage({ runId, summary, replicatedRunId }: RunPageProps): JSX.Element {
  const { runs } = useServices();
  const [controller, setController] = useState(() => runs.find(runId));
  return controller === null ? (
    <IdleRun runId={runId} summary={summary} replicatedRunId={replicatedRunId} onContinue={setController} />
  ) : (
    <LiveRun controller={controller} replicatedRunId={replicatedRunId} onContinue={setController} />
  );
}
