import type { Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PreparedRun, RunLibrary } from '#harness/run-library.ts';
import { useEffect, useState } from 'react';

/** Keeps the last plan in sight while the next is made. */
export type PlanState =
  | { readonly status: 'loading'; readonly prepared: PreparedRun | null }
  | { readonly status: 'ready'; readonly prepared: PreparedRun }
  | { readonly status: 'failed'; readonly prepared: null; readonly failure: Failure };

/** Typing is over when nothing has changed for this long. */
const SETTLE_MS = 250;

/** The plan of a configuration, made again when edits have settled. An invalid configuration has none and needs no message here. */
export function usePlan(runs: RunLibrary, checked: Result<HarnessConfig>): PlanState {
  const config = checked.ok ? checked.value : null;
  const [settled, setSettled] = useState<{
    readonly config: HarnessConfig;
    readonly result: Result<PreparedRun>;
  } | null>(null);
  useEffect(() => {
    if (config === null || settled?.config === config) return;
    let isCurrent = true;
    const prepare = (): void => {
      runs.prepare(config).then((result) => {
        if (isCurrent) setSettled({ config, result });
      }, reportError);
    };
    const timer = setTimeout(prepare, settled === null ? 0 : SETTLE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [runs, config, settled]);
  const prepared = settled?.result.ok === true ? settled.result.value : null;
  if (settled === null || settled.config !== config) return { status: 'loading', prepared };
  return settled.result.ok
    ? { status: 'ready', prepared: settled.result.value }
    : { status: 'failed', prepared: null, failure: settled.result.failure };
}
