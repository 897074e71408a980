import { useServices } from '#app/ports-context.tsx';
import { toBugFailure } from '#app/ui/use-action.ts';
import type { Failure } from '#core/errors/failure.ts';
import type { Report } from '#core/model/report.ts';
import { useCallback, useEffect, useRef, useState } from 'react';

/** How far a report is; `report` holds final numbers in every state. */
export interface ReportProgress {
  readonly status: 'computing' | 'whole' | 'stopped' | 'failed';
  /** Null until the first part is there. */
  readonly report: Report | null;
  readonly failure: Failure | null;
  /** Ends the computation and keeps what is there. */
  readonly stop: () => void;
  /** Computes anew after `stop`. */
  readonly resume: () => void;
}

type ReportState = Pick<ReportProgress, 'status' | 'report' | 'failure'>;

const COMPUTING: ReportState = { status: 'computing', report: null, failure: null };

/** Computes the report of a journal part by part; leaving the screen ends it. */
export function useReport(lines: readonly string[]): ReportProgress {
  const { ports } = useServices();
  const [state, setState] = useState(COMPUTING);
  const [tries, setTries] = useState(0);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => {
    const own = new AbortController();
    controller.current = own;
    const onPart = (report: Report): void => {
      setState({ status: 'computing', report, failure: null });
    };
    ports.analysis.analyse(lines, { onPart, signal: own.signal }).then(
      (result) => {
        if (own.signal.aborted) return;
        setState((before) =>
          result.ok
            ? { status: 'whole', report: result.value, failure: null }
            : { status: 'failed', report: before.report, failure: result.failure },
        );
      },
      (error: unknown) => {
        setState((before) => ({ ...before, status: 'failed', failure: toBugFailure(error) }));
      },
    );
    return () => {
      own.abort();
    };
  }, [ports, lines, tries]);
  const stop = useCallback(() => {
    controller.current?.abort();
    setState((before) => ({ ...before, status: 'stopped' }));
  }, []);
  const resume = useCallback(() => {
    setState((before) => ({ ...before, status: 'computing', failure: null }));
    setTries((before) => before + 1);
  }, []);
  return { ...state, stop, resume };
}
