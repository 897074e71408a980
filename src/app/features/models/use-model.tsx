import { useServices } from '#app/ports-context.tsx';
import { QUICK_START, readReadyConfig } from '#app/ready-configs.ts';
import { Button } from '#app/ui/button.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toOk } from '#core/errors/result.ts';
import { withEntry } from '#core/model/model-grid.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';

/** Makes a model the one of the configuration that is being edited, or one more of them, and goes there. */
export function UseModel({ model }: { readonly model: ModelRef }): JSX.Element {
  const { ports, draft } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const use = async (toModels: (models: readonly ModelRef[]) => ModelRef[]): Promise<void> => {
    const state = draft.getState();
    const config = await action.perform(async () =>
      state === null ? readReadyConfig(ports.ownFiles, QUICK_START) : toOk(state.config),
    );
    if (!config.ok) return;
    draft.replace({ ...config.value, models: toModels(config.value.models) });
    await navigate({ to: '/evaluate' });
  };
  return (
    <>
      <Button
        variant="primary"
        isDisabled={action.isBusy}
        onPress={() => void use(() => [model])}
        aria-label={`Use in Evaluate: ${model.modelId} ${model.dtype}`}
      >
        Use in Evaluate
      </Button>
      <Button
        isDisabled={action.isBusy}
        onPress={() => void use((models) => withEntry(models, model))}
        aria-label={`Add to Evaluate: ${model.modelId} ${model.dtype}`}
      >
        Add to Evaluate
      </Button>
    </>
  );
}
