import { Button } from '#app/ui/button.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useState, type JSX } from 'react';
import { toIssueText } from './issue-text.ts';
import type { TranscriptItem } from './transcript-items.ts';
import styles from './trial-detail.module.css';

export interface RawTrialProps {
  readonly item: TranscriptItem;
  readonly configHash: string;
}

/** The rows of the bundle as they are, and the trial as text for an issue or a mail. */
export function RawTrial({ item, configHash }: RawTrialProps): JSX.Element {
  const [note, setNote] = useState('');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(toIssueText(item, configHash, location.href)).then(
      () => setNote('Copied.'),
      () => setNote('The browser did not allow copying. Select the text below instead.'),
    );
  };
  return (
    <Panel
      title="Rows of the bundle"
      lead="Line for line what transcripts and scores of the bundle say of this trial."
      actions={
        <Button
          onPress={() => {
            void copy();
          }}
        >
          Copy as issue text
        </Button>
      }
    >
      <p role="status" className={styles['none']}>
        {note}
      </p>
      <details className={styles['twin']}>
        <summary>Raw JSON</summary>
        <pre className={styles['text']}>{JSON.stringify({ transcript: item.row, scores: item.scores }, null, 2)}</pre>
      </details>
    </Panel>
  );
}
