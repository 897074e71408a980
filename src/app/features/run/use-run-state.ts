import type { RunController, RunState } from '#harness/run-state.ts';
import { useCallback, useSyncExternalStore } from 'react';

/** The state of a run, kept up to date. */
export function useRunState(controller: RunController): RunState {
  const subscribe = useCallback((listener: () => void) => controller.subscribe(listener), [controller]);
  return useSyncExternalStore(subscribe, () => controller.getState());
}
