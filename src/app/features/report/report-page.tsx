import type { Result } from '#core/errors/result.ts';
import type { JSX } from 'react';
import type { ReportData } from './load-report.ts';
export function ReportPage({
  runId,
  loaded,
}: {
  readonly runId: string;
  readonly loaded: Result<ReportData>;
}): JSX.Element {
  return (
    <h1>
      Report {runId} {String(loaded.ok)}
    </h1>
  );
}
