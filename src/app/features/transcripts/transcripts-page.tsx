import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import type { Result } from '#core/errors/result.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import type { JSX } from 'react';
import { TranscriptBrowser } from './transcript-browser.tsx';
import type { TranscriptSearch } from './transcript-search.ts';

export interface TranscriptsPageProps {
  readonly runId: string;
  readonly search: TranscriptSearch;
  readonly loaded: Result<FoldedRun>;
}

/** Every trial of a run, or why they cannot be read. */
export function TranscriptsPage({ runId, search, loaded }: TranscriptsPageProps): JSX.Element {
  if (loaded.ok) return <TranscriptBrowser key={runId} run={loaded.value} search={search} />;
  return (
    <>
      <PageHead title="Transcripts" />
      <FailureNotice failure={loaded.failure} />
    </>
  );
}
