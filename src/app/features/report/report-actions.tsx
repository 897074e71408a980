import { useServices } from '#app/ports-context.tsx';
import { AddEpochs } from '#app/ui/add-epochs.tsx';
import { ButtonLink } from '#app/ui/button-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { DownloadBundle } from '#app/ui/download-bundle.tsx';
import { ExportTask } from '#app/ui/export-task.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toFileName } from '#app/ui/file-name.ts';
import { toOk } from '#core/errors/result.ts';
import { toConfigLink } from '#harness/bundle-link.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { ReplicateButton } from './replicate-button.tsx';

/** What can be done with a finished run. */
export function ReportActions({ run }: { readonly run: FoldedRun }): JSX.Element {
  const { draft } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const [isCopied, setIsCopied] = useState(false);
  const { askedConfig: config } = run;
  const { runId } = run.rows;
  const copy = async (): Promise<void> => {
    const copied = await action.perform(async () => {
      const link = toConfigLink(config);
      if (!link.ok) return link;
      await navigator.clipboard.writeText(`${window.location.href.split('#')[0] ?? ''}${link.value}`);
      return toOk(null);
    });
    setIsCopied(copied.ok);
  };
  return (
    <>
      <DownloadBundle runId={runId} />
      <ButtonLink to="/transcripts/$runId" params={{ runId }}>
        Transcripts
      </ButtonLink>
      <ReplicateButton run={run} />
      <ExportTask
        fileName={toFileName(config.task.taskId)}
        readSamples={() => Promise.resolve(toOk(run.rows.samples))}
      />
      <Button onPress={() => void copy()}>Copy link</Button>
      <Button
        onPress={() => {
          draft.replace(config);
          void navigate({ to: '/evaluate', search: {} });
        }}
      >
        Run again
      </Button>
      {run.status === 'completed' ? (
        <AddEpochs runId={runId} />
      ) : (
        <ButtonLink to="/run/$runId" params={{ runId }}>
          Go to the run
        </ButtonLink>
      )}
      <span role="status">{isCopied ? 'Link copied.' : ''}</span>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </>
  );
}
