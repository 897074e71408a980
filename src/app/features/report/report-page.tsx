import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import type { Result } from '#core/errors/result.ts';
import type { JSX } from 'react';
import type { ReportData } from './load-report.ts';
import { ReportBody } from './report-body.tsx';

export interface ReportPageProps {
  readonly runId: string;
  readonly loaded: Result<ReportData>;
}

/** The report of a run, or why there is none. */
export function ReportPage({ runId, loaded }: ReportPageProps): JSX.Element {
  if (loaded.ok) return <ReportBody key={runId} data={loaded.value} />;
  return (
    <>
      <PageHead title="Report" />
      <FailureNotice failure={loaded.failure} />
    </>
  );
}
