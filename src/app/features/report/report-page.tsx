import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Loading } from '#app/ui/loading.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import type { Result } from '#core/errors/result.ts';
import type { JSX } from 'react';
import type { OpenedRun } from './load-report.ts';
import { ReportBody } from './report-body.tsx';
import styles from './report-page.module.css';
import { useReport, type ReportProgress } from './use-report.ts';

export interface ReportPageProps {
  readonly runId: string;
  readonly loaded: Result<OpenedRun>;
}

/** The report of a run, or why there is none. */
export function ReportPage({ runId, loaded }: ReportPageProps): JSX.Element {
  if (loaded.ok) return <ComputedReport key={runId} opened={loaded.value} />;
  return (
    <>
      <PageHead title="Report" />
      <FailureNotice failure={loaded.failure} />
    </>
  );
}

/** What is ready of the report, above it what is not. */
function ComputedReport({ opened: { run, lines } }: { readonly opened: OpenedRun }): JSX.Element {
  const progress = useReport(lines);
  const { report, status, failure } = progress;
  const state = status === 'whole' ? null : <ComputingLine progress={progress} />;
  if (report !== null) {
    return (
      <ReportBody data={{ run, report }} isPending={status === 'computing'}>
        {failure === null ? state : <FailureNotice failure={failure} />}
      </ReportBody>
    );
  }
  return (
    <>
      <PageHead title={run.rows.config.name} />
      {failure === null ? state : <FailureNotice failure={failure} />}
    </>
  );
}

function ComputingLine({
  progress: { status, report, stop, resume },
}: {
  readonly progress: ReportProgress;
}): JSX.Element {
  if (status === 'stopped') {
    return (
      <p className={styles['computing']} role="status">
        Stopped: predictability and texts were not computed to the end.
        <Button variant="quiet" onPress={resume}>
          Compute the rest
        </Button>
      </p>
    );
  }
  return (
    <div className={styles['computing']}>
      <Loading label={report === null ? 'Computing the report…' : 'Still computing predictability and texts…'} />
      <Button variant="quiet" onPress={stop}>
        Stop
      </Button>
    </div>
  );
}
