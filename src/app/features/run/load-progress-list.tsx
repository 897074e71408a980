import { Loading } from '#app/ui/loading.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { toBytesText } from '#core/charts/number-text.ts';
import type { LoadProgress } from '#harness/ports.ts';
import type { JSX } from 'react';
import styles from './run-page.module.css';

/** Files of the model as they arrive and are verified. */
export function LoadProgressList({ progress }: { readonly progress: LoadProgress | null }): JSX.Element {
  if (progress === null || progress.stage === 'start') return <Loading label="Starting the runtime…" />;
  return (
    <ul className={styles['files']} aria-label="Model files">
      {progress.files.map((file) => {
        const text = `${toBytesText(file.receivedBytes)} of ${toBytesText(file.totalBytes)}`;
        return (
          <li key={file.path}>
            <span className={styles['file']}>
              <code>{file.path}</code>
              <span>{text}</span>
            </span>
            <Progress
              label={file.path}
              value={file.totalBytes === 0 ? 1 : file.receivedBytes / file.totalBytes}
              valueText={text}
            />
          </li>
        );
      })}
    </ul>
  );
}
