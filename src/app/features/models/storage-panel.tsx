import { Button } from '#app/ui/button.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { toBytesText } from '#core/charts/number-text.ts';
import type { ModelLibrary, StorageSpace } from '#harness/model-library.ts';
import { useState, type JSX } from 'react';
import styles from './models-page.module.css';

export interface StoragePanelProps {
  readonly library: ModelLibrary;
  readonly space: StorageSpace;
}

/** How full the browser's storage for this site is, and whether the browser may clear it. */
export function StoragePanel({ library, space }: StoragePanelProps): JSX.Element {
  const [answer, setAnswer] = useState<boolean | null>(null);
  const { usedBytes, quotaBytes } = space;
  const isPersistent = answer ?? space.isPersistent;
  const text =
    usedBytes === null || quotaBytes === null
      ? 'This browser does not say how much it stores.'
      : `${toBytesText(usedBytes)} used of ${toBytesText(quotaBytes)} that the browser grants at most`;
  return (
    <Panel title="Storage" lead="Runs and models share it.">
      <Progress
        label="Storage used"
        value={usedBytes === null || quotaBytes === null || quotaBytes === 0 ? 0 : Math.min(1, usedBytes / quotaBytes)}
        valueText={text}
      />
      <p className={styles['note']}>{text}</p>
      <div className={styles['buttons']}>
        {isPersistent ? null : (
          <Button onPress={() => void library.keepForGood().then(setAnswer, reportError)}>
            Keep until I delete it
          </Button>
        )}
        <p role="status" className={styles['note']}>
          {toKeptText(isPersistent, answer)}
        </p>
      </div>
    </Panel>
  );
}

function toKeptText(isPersistent: boolean, answer: boolean | null): string {
  if (isPersistent) return 'The browser keeps it until you delete it.';
  return answer === false
    ? 'The browser did not agree; it may clear the storage when the disk runs low. It often agrees once the site is bookmarked or installed.'
    : 'The browser may clear it when the disk runs low.';
}
