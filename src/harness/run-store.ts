import type { RunState } from './run-state.ts';

/** Shortest time between two notices of a mere progress change, ms. */
const NOTICE_INTERVAL_MS = 100;

/** The state of one run with its listeners. */
export interface RunStore {
  get(): RunState;
  /** Replaces fields; `urgent` changes are announced at once, others at most ten times a second. */
  update(change: Partial<RunState>, urgency: 'urgent' | 'progress'): void;
  subscribe(listener: () => void): () => void;
}

/** Holds `initial` until the first update. `nowMs` is a monotonic clock. */
export function createRunStore(initial: RunState, nowMs: () => number): RunStore {
  let state = initial;
  let draft = initial;
  let noticedAtMs = Number.NEGATIVE_INFINITY;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update: (change, urgency) => {
      draft = { ...draft, ...change };
      const now = nowMs();
      if (urgency === 'progress' && now - noticedAtMs < NOTICE_INTERVAL_MS) return;
      noticedAtMs = now;
      state = draft;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
