import type { RunPhase } from '#harness/run-state.ts';

/** What a phase is, in a sentence. */
export const phaseText: Readonly<Record<RunPhase, string>> = {
  preparing: 'Preparing the plan',
  loading: 'Loading the model',
  checking: 'Checking: the first group twice with the same keys, each decoding control, and a GPU beside the processor',
  running: 'Running',
  comparing: 'Comparing what the graphs say of each next token',
  pausing: 'Pausing after the group in flight',
  paused: 'Paused; finished trials are stored',
  stopped: 'Stopped by a problem; finished trials are stored',
  completed: 'Complete',
  cancelled: 'Cancelled; finished trials are stored and the run can be continued',
};

/** True while trials may still land without anybody doing something. */
export function isActive(phase: RunPhase): boolean {
  return ['preparing', 'loading', 'checking', 'running', 'comparing', 'pausing'].includes(phase);
}
