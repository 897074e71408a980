import { useServices } from '#app/ports-context.tsx';
import { QUICK_START, readReadyConfig } from '#app/ready-configs.ts';
import { Button } from '#app/ui/button.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { toDrawProblem, type DrawEntry } from './draw-fields.tsx';
import styles from './perturbation-page.module.css';
import { withPerturbation } from './with-perturbation.ts';

export interface UseInConfigProps {
  readonly perturbation: Perturbation;
  readonly draw: DrawEntry;
}

/** Puts the perturbation, with the parameters of the page, into the configuration that is being edited. */
export function UseInConfig({ perturbation, draw }: UseInConfigProps): JSX.Element {
  const { ports, draft } = useServices();
  const action = useAction();
  const [added, setAdded] = useState<DrawEntry | null>(null);
  const read = async (): Promise<Result<HarnessConfig>> => {
    const state = draft.getState();
    return state === null ? readReadyConfig(ports.ownFiles, QUICK_START) : toOk(state.config);
  };
  const use = async (): Promise<void> => {
    const config = await action.perform(read);
    if (!config.ok) return;
    draft.replace(withPerturbation(config.value, perturbation, draw));
    setAdded(draw);
  };
  return (
    <div className={styles['use']}>
      <Button isDisabled={action.isBusy || toDrawProblem(perturbation, draw) !== null} onPress={() => void use()}>
        Use it in the configuration
      </Button>
      <span role="status" className={styles['about']}>
        {action.failure?.message}
        {added === draw ? (
          <>
            Added. <Link to="/evaluate">Open Evaluate</Link>
          </>
        ) : null}
      </span>
    </div>
  );
}
