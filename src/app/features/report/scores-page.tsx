import { useServices } from '#app/ports-context.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { useFileDrop } from '#app/ui/use-file-drop.ts';
import { toOk } from '#core/errors/result.ts';
import type { ScoresReport } from '#core/model/scores-report.ts';
import { useState, type JSX } from 'react';
import styles from './report-page.module.css';
import { ScoresReportBody } from './scores-report-body.tsx';

/** A report that was read from a file, with the file's name. */
interface Opened {
  readonly name: string;
  readonly scores: ScoresReport;
}

/** Scores of another program: a file in, the report of a run out. Nothing is stored. */
export function ScoresPage(): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const [opened, setOpened] = useState<Opened | null>(null);
  const takeFile = async (file: File): Promise<void> => {
    const read = await action.perform(async () => {
      const scores = await ports.analysis.analyseScores(file.name, new Uint8Array(await file.arrayBuffer()));
      return scores.ok ? toOk({ name: file.name, scores: scores.value }) : scores;
    });
    setOpened(read.ok ? read.value : null);
  };
  const isOver = useFileDrop(([file]) => {
    if (file !== undefined) void takeFile(file);
  });
  return (
    <>
      <PageHead
        title="Scores of another program"
        lead="One row a trial, as CSV, TSV or JSON Lines: sampleId, epoch and value, and what else is known. The rows get the report of a run; they stay in this tab."
      />
      <div className={styles['stack']}>
        <Panel title="File" lead="A file can also be dropped anywhere on this page.">
          <div className={styles['drop']} data-over={isOver}>
            <FileButton
              label="Open scores"
              accept=".csv,.tsv,.jsonl,.ndjson"
              testId="scores-file"
              variant="primary"
              isDisabled={action.isBusy}
              onFile={(file) => void takeFile(file)}
            />
          </div>
          <p role="status" className={styles['plainNote']}>
            {action.isBusy ? 'Reading and analysing…' : opened === null ? '' : `Read ${opened.name}.`}
          </p>
          {action.failure === null ? null : <FailureNotice failure={action.failure} />}
        </Panel>
        {opened === null || action.isBusy ? null : (
          <ScoresReportBody key={opened.scores.report.runId} name={opened.name} scores={opened.scores} />
        )}
      </div>
    </>
  );
}
