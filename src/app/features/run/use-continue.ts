import { useServices } from '#app/ports-context.tsx';
import { useAction, type Action } from '#app/ui/use-action.ts';
import type { RunController } from '#harness/run-state.ts';

/** Continues a run from its journal. */
export function useContinue(
  runId: string,
  onContinue: (controller: RunController) => void,
): { readonly action: Action; readonly resume: () => void } {
  const { runs } = useServices();
  const action = useAction();
  const resume = async (): Promise<void> => {
    const continued = await action.perform(() => runs.continue(runId));
    if (continued.ok) onContinue(continued.value);
  };
  return { action, resume: () => void resume() };
}
