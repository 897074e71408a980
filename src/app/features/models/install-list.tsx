import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { toBytesText, toDurationText } from '#core/charts/number-text.ts';
import type { InstallState, ModelLibrary } from '#harness/model-library.ts';
import { useSyncExternalStore, type JSX } from 'react';
import styles from './models-page.module.css';

export interface InstallListProps {
  readonly library: ModelLibrary;
  readonly onChange: () => void;
}

/** Models on their way, and those whose way was broken off. */
export function InstallList({ library, onChange }: InstallListProps): JSX.Element | null {
  const { installs: store } = library;
  const installs = useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.getState(),
  );
  if (installs.length === 0) return null;
  return (
    <Panel title="On their way">
      <ul className={styles['list']}>
        {installs.map((install) => (
          <InstallItem
            key={install.id}
            install={install}
            onStop={() => {
              library.stopInstall(install.id);
            }}
            onResume={() => void library.install(install.plan, null).then(onChange, reportError)}
            onDiscard={() => void library.discardInstall(install.id).then(onChange, reportError)}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface InstallItemProps {
  readonly install: InstallState;
  readonly onStop: () => void;
  readonly onResume: () => void;
  readonly onDiscard: () => void;
}

function InstallItem({ install, onStop, onResume, onDiscard }: InstallItemProps): JSX.Element {
  const { plan, status, receivedBytes, totalBytes } = install;
  const isLocal = plan.source.type === 'local';
  const name = `${plan.modelId} ${plan.precision}`;
  const text = toProgressText(install);
  return (
    <li className={styles['install']}>
      <div className={styles['head']}>
        <h3 className={styles['name']}>
          {plan.modelId} <Tag>{plan.precision}</Tag>
        </h3>
        <div className={styles['buttons']}>
          {status === 'running' ? (
            <Button onPress={onStop} aria-label={`Stop ${name}`}>
              Stop
            </Button>
          ) : (
            <>
              {isLocal ? null : (
                <Button variant="primary" onPress={onResume} aria-label={`Resume ${name}`}>
                  Resume
                </Button>
              )}
              <Button variant="danger" onPress={onDiscard} aria-label={`Discard ${name}`}>
                Discard
              </Button>
            </>
          )}
        </div>
      </div>
      <Progress
        label={name}
        value={totalBytes === null || totalBytes === 0 ? null : Math.min(1, receivedBytes / totalBytes)}
        valueText={text}
      />
      <p className={styles['note']}>{text}</p>
      {install.failure === null ? null : <FailureNotice failure={install.failure} />}
    </li>
  );
}

/** Bytes of all files, rate, time left; while a server lets wait, how long. */
function toProgressText({
  status,
  plan,
  files,
  receivedBytes,
  totalBytes,
  bytesPerSecond,
  remainingMs,
}: InstallState): string {
  const total = totalBytes === null ? '' : ` of ${toBytesText(totalBytes)}`;
  const amount = `${toBytesText(receivedBytes)}${total} in ${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  if (status === 'failed') return amount;
  if (status === 'stopped') return `${amount}, stopped; what came is kept`;
  const waiting = files.find(({ waitMs }) => waitMs !== undefined)?.waitMs;
  const parts = [
    plan.source.type === 'local' ? `Hashing: ${amount}` : amount,
    ...(bytesPerSecond === null ? [] : [`${toBytesText(bytesPerSecond)} a second`]),
    ...(remainingMs === null ? [] : [`about ${toDurationText(Math.max(1000, remainingMs))} left`]),
    ...(waiting === undefined ? [] : [`the server lets us wait ${toDurationText(waiting)}`]),
  ];
  return parts.join(' · ');
}
