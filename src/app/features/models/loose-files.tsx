import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toBytesText } from '#core/charts/number-text.ts';
import { toOk } from '#core/errors/result.ts';
import type { ModelInventory, ModelLibrary } from '#harness/model-library.ts';
import type { JSX } from 'react';
import styles from './models-page.module.css';

export interface LooseFilesProps {
  readonly files: ModelInventory['looseFiles'];
  readonly library: ModelLibrary;
  readonly onChange: () => void;
}

/** Files that no known model has: of an earlier version of the app, or of a load that was broken off. */
export function LooseFiles({ files, library, onChange }: LooseFilesProps): JSX.Element | null {
  const action = useAction();
  if (files.length === 0) return null;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const removeAll = async (): Promise<void> => {
    await action.perform(async () => {
      for (const { name } of files) {
        const removed = await library.removeFile(name);
        if (!removed.ok) return removed;
      }
      return toOk(null);
    });
    onChange();
  };
  return (
    <Panel title="Files of no model" lead="Left by a load that was broken off, or by a model that is not listed.">
      <ul className={styles['loose']}>
        {files.map((file) => (
          <li key={file.name}>
            <code>{file.name.slice(0, 20)}…</code> {toBytesText(file.bytes)}
            {file.isPart ? ', unfinished' : ''}
          </li>
        ))}
      </ul>
      <Button variant="danger" isDisabled={action.isBusy} onPress={() => void removeAll()}>
        {`Remove them, ${toBytesText(bytes)}`}
      </Button>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Panel>
  );
}
