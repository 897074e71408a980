import { useServices } from '#app/ports-context.tsx';
import { READY_CONFIGS, readReadyConfig, type ReadyConfig } from '#app/ready-configs.ts';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './library-lists.module.css';

/** The shipped configurations, each to be opened in Evaluate. */
export function ReadyConfigList(): JSX.Element {
  const { ports, draft } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const open = async (ready: ReadyConfig): Promise<void> => {
    const config = await action.perform(() => readReadyConfig(ports.ownFiles, ready));
    if (!config.ok) return;
    draft.replace(config.value);
    await navigate({ to: '/evaluate' });
  };
  return (
    <>
      <ul>
        {READY_CONFIGS.map((ready) => (
          <li key={ready.path} className={styles['ready']}>
            <div>
              <p className={styles['name']}>{ready.label}</p>
              <p className={styles['meta']}>{ready.path}</p>
            </div>
            <Button
              isDisabled={action.isBusy}
              aria-label={`Open ${ready.label} in Evaluate`}
              onPress={() => void open(ready)}
            >
              Open in Evaluate
            </Button>
          </li>
        ))}
      </ul>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </>
  );
}
