import type { OfflineStatus, OfflineSupport } from '#harness/offline-support.ts';
import { use, useState, useSyncExternalStore, type JSX } from 'react';
import { useServices } from './ports-context.tsx';
import styles from './offline-notice.module.css';
import { Button } from './ui/button.tsx';
import { Notice } from './ui/notice.tsx';

/** Says whether the app works without a network, and offers a newer build when one is stored. */
export function OfflineNotice(): JSX.Element | null {
  const { offline } = useServices();
  const support = offline === null ? null : use(offline);
  return support === null ? null : <OfflineState support={support} />;
}

const textByStatus: Readonly<Record<Exclude<OfflineStatus, 'update-ready' | 'replaced'>, string | null>> = {
  unavailable: null,
  preparing: 'Storing the app for use without a network …',
  ready: 'Works without a network.',
};

function OfflineState({ support }: { readonly support: OfflineSupport }): JSX.Element | null {
  const status = useSyncExternalStore(support.subscribe, support.status);
  const [isRefused, setIsRefused] = useState(false);
  if (status !== 'update-ready' && status !== 'replaced') {
    const text = textByStatus[status];
    return text === null ? null : <p>{text}</p>;
  }
  const update = async (): Promise<void> => {
    setIsRefused((await support.applyUpdate()) === 'run-in-progress');
  };
  return (
    <div className={styles['corner']}>
      <Notice
        tone="plain"
        role="status"
        title={status === 'update-ready' ? 'A new version of Plumbline is ready' : 'Another tab has updated Plumbline'}
        actions={
          <Button
            onPress={() => {
              void update();
            }}
          >
            Load the new version
          </Button>
        }
      >
        <p>
          {isRefused
            ? 'A run is in progress here or in another tab. Load the new version when it has ended; until then nothing changes.'
            : 'The page is loaded again. Runs and results stay; a configuration that is not saved is lost.'}
        </p>
      </Notice>
    </div>
  );
}
