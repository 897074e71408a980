import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toBytesText } from '#core/charts/number-text.ts';
import type { StorageUse } from '#harness/ports.ts';
import { useRouter } from '@tanstack/react-router';
import { useId, useState, type JSX } from 'react';
import styles from './runs-page.module.css';

/** How much is stored, how much may be, and whether the browser may clear it. */
export function StoragePanel({ storage }: { readonly storage: StorageUse }): JSX.Element {
  const { ports } = useServices();
  const router = useRouter();
  const [answer, setAnswer] = useState('');
  const labelId = useId();
  const { usedBytes, quotaBytes, isPersistent, bytesByRun } = storage;
  const runBytes = [...bytesByRun.values()].reduce((sum, bytes) => sum + bytes, 0);
  const ask = async (): Promise<void> => {
    const isGranted = await ports.storage.persist();
    setAnswer(
      isGranted
        ? ''
        : 'The browser did not agree. It asks for more use of this site, a bookmark, or the app to be installed first.',
    );
    await router.invalidate();
  };
  return (
    <Panel title="Storage">
      <p id={labelId}>
        {toBytesText(runBytes)} in runs, {toBytesText(usedBytes)} with models and the app itself
        {quotaBytes === null ? '.' : ` of ${toBytesText(quotaBytes)} that this browser grants.`}
      </p>
      {quotaBytes === null || quotaBytes === 0 ? null : (
        <meter className={styles['meter']} aria-labelledby={labelId} min={0} max={quotaBytes} value={usedBytes} />
      )}
      {isPersistent ? (
        <p className={styles['meta']}>The browser keeps all of it until you delete it.</p>
      ) : (
        <div className={styles['persist']}>
          <p className={styles['meta']}>
            When the disk is nearly full the browser may clear this site without asking. Download bundles, or:
          </p>
          <Button onPress={() => void ask()}>Ask the browser to keep it</Button>
        </div>
      )}
      <p role="status" className={styles['meta']}>
        {answer}
      </p>
    </Panel>
  );
}
