import { useServices } from '#app/ports-context.tsx';
import type { Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { Ports, RunSummary } from '#harness/ports.ts';
import { readPilot, type Pilot } from '#harness/read-pilot.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { useEffect, useState } from 'react';

/** Runs that can be a pilot, and the one that was chosen. */
export interface Pilots {
  readonly runs: readonly RunSummary[];
  /** Empty = none. */
  readonly runId: string;
  readonly chosen: Pilot | null;
  readonly failure: Failure | null;
  choose(runId: string): void;
}

/** Finished runs of this browser; choosing one reads its variances, under its first scorer. */
export function usePilots(): Pilots {
  const { ports } = useServices();
  const [runs, setRuns] = useState<readonly RunSummary[]>([]);
  const [runId, setRunId] = useState('');
  const [read, setRead] = useState<{ readonly runId: string; readonly pilot: Result<Pilot> } | null>(null);
  useEffect(() => {
    ports.runs.list().then((all) => {
      setRuns(all.filter(({ status }) => status === 'completed' || status === 'imported'));
    }, reportError);
  }, [ports]);
  const choose = (chosen: string): void => {
    setRunId(chosen);
    if (chosen === '') return;
    loadPilot(ports, chosen).then((pilot) => {
      setRead({ runId: chosen, pilot });
    }, reportError);
  };
  const pilot = read !== null && read.runId === runId ? read.pilot : null;
  return {
    runs,
    runId,
    chosen: pilot?.ok === true ? pilot.value : null,
    failure: pilot?.ok === false ? pilot.failure : null,
    choose,
  };
}

async function loadPilot(ports: Ports, runId: string): Promise<Result<Pilot>> {
  const events = await ports.transcripts.read(runId);
  if (!events.ok) return events;
  const run = toRunRows(events.value);
  return run.ok ? readPilot(run.value.rows, run.value.askedConfig.scorers[0]?.name ?? '') : run;
}
