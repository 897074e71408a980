import { useServices } from '#app/ports-context.tsx';
import type { RunSummary } from '#harness/ports.ts';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Larger runs get their headline on their own report only: a list must not keep a machine busy for minutes. */
const MOST_TRIALS = 20_000;

/** Computes the headlines that runs lack, one after another while the screen is open, and keeps them in the list. */
export function useHeadlines(runs: readonly RunSummary[]): void {
  const { ports } = useServices();
  const router = useRouter();
  const missing = runs
    .filter(({ status, headline, completedTrials }) => {
      const isFinished = status === 'completed' || status === 'imported' || status === 'cancelled';
      return isFinished && headline === undefined && completedTrials > 0 && completedTrials <= MOST_TRIALS;
    })
    .map(({ runId }) => runId)
    .join(' ');
  useEffect(() => {
    if (missing === '') return undefined;
    const leaving = new AbortController();
    const compute = async (): Promise<void> => {
      const { readHeadline } = await import('#harness/read-headline.ts');
      for (const run of await ports.runs.list()) {
        if (leaving.signal.aborted) return;
        if (!missing.split(' ').includes(run.runId)) continue;
        const headline = await readHeadline(ports, run, leaving.signal);
        if (leaving.signal.aborted) return;
        await ports.runs.mark(run.runId, { headline: headline.ok ? headline.value : null });
      }
      if (!leaving.signal.aborted) await router.invalidate();
    };
    compute().catch(reportError);
    return () => {
      leaving.abort();
    };
  }, [ports, router, missing]);
}
