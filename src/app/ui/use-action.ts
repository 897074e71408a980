import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toFailed, type Result } from '#core/errors/result.ts';
import { useCallback, useState } from 'react';

export type ActionState =
  | { readonly status: 'idle' }
  | { readonly status: 'busy' }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface Action {
  readonly state: ActionState;
  readonly failure: Failure | null;
  readonly isBusy: boolean;
  /** Runs one operation; its failure, or a bug as `internal`, becomes the state. Resolves with the result. */
  readonly perform: <T>(operation: () => Promise<Result<T>>) => Promise<Result<T>>;
  readonly dismiss: () => void;
}

/** State of an operation that a person started: idle, busy, failed. */
export function useAction(): Action {
  const [state, setState] = useState<ActionState>({ status: 'idle' });
  const perform = useCallback(async <T>(operation: () => Promise<Result<T>>): Promise<Result<T>> => {
    setState({ status: 'busy' });
    const result = await operation().catch((error: unknown) => toBugResult(error));
    setState(result.ok ? { status: 'idle' } : { status: 'failed', failure: result.failure });
    return result;
  }, []);
  const dismiss = useCallback(() => {
    setState({ status: 'idle' });
  }, []);
  return {
    state,
    failure: state.status === 'failed' ? state.failure : null,
    isBusy: state.status === 'busy',
    perform,
    dismiss,
  };
}

function toBugResult(error: unknown): Result<never> {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return toFailed('internal', 'The operation ended with an unexpected error.', { detail });
}

/** A bug caught at the border of a screen, as a failure that can be shown. */
export function toBugFailure(error: unknown): Failure {
  const result = toBugResult(error);
  return result.ok ? createFailure('internal', 'Unknown error.') : result.failure;
}
