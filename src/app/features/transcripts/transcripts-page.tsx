import type { Result } from '#core/errors/result.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import type { JSX } from 'react';
import type { TranscriptSearch } from './transcript-search.ts';
export function TranscriptsPage({
  runId,
  loaded,
}: {
  readonly runId: string;
  readonly search: TranscriptSearch;
  readonly loaded: Result<FoldedRun>;
}): JSX.Element {
  return (
    <h1>
      Transcripts {runId} {String(loaded.ok)}
    </h1>
  );
}
