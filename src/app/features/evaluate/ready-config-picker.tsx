import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import type { JSX } from 'react';
import styles from './ready-config-picker.module.css';
import { READY_CONFIGS, readReadyConfig, type ReadyConfig } from '#app/ready-configs.ts';

/** Takes over a shipped configuration; what it would do is then in the plan below. */
export function ReadyConfigPicker(): JSX.Element {
  const { ports, draft } = useServices();
  const action = useAction();
  const pick = async (ready: ReadyConfig): Promise<void> => {
    const config = await action.perform(() => readReadyConfig(ports.ownFiles, ready));
    if (config.ok) draft.replace(config.value);
  };
  return (
    <section aria-labelledby="ready-configurations" className={styles['picker']}>
      <h2 id="ready-configurations" className={styles['title']}>
        Ready configurations
      </h2>
      {READY_CONFIGS.map((ready) => (
        <Button key={ready.path} isDisabled={action.isBusy} onPress={() => void pick(ready)}>
          {ready.label}
        </Button>
      ))}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </section>
  );
}
