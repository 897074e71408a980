import { DataTable } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { EvidenceMark } from '#app/ui/evidence-mark.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Reading } from '#app/ui/reading.tsx';
import { findEstimate, type ReportView } from '#core/charts/report-view.ts';
import { toSeveritySentence, toSeverityUnitText } from '#core/charts/to-severity-sentence.ts';
import { toLevelText } from '#core/model/severity.ts';
import { toSeverityTable } from '#core/charts/to-severity-table.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { useMemo, type JSX } from 'react';
import styles from './report-page.module.css';

/** How bad the failures are, and how bad they could be for all that this run has seen. */
export function SeverityPanel({ view }: { readonly view: ReportView }): JSX.Element {
  const table = useMemo(() => toSeverityTable(view, ORIGINAL), [view]);
  const worst = findEstimate(view, { metric: 'max_severity_observed' });
  const lead = 'How bad a failure is on the plain prompts, by the severity scale of the configuration.';
  if (worst === null || worst.value === null) {
    return (
      <Panel title="Severity" lead={lead}>
        <Empty>
          {worst === null
            ? 'The configuration has no severity scale, so failures are not weighed.'
            : `There is nothing to weigh: ${worst.reason ?? 'no value'}.`}
        </Empty>
      </Panel>
    );
  }
  const expected = findEstimate(view, { metric: 'expected_severity', params: { per: 'cluster' } });
  const coverage = findEstimate(view, { metric: 'severity_coverage' })?.value ?? null;
  const level = expected?.interval?.level ?? 0.95;
  return (
    <Panel
      title="Severity"
      lead={lead}
      actions={<EvidenceMark label="verified" of="Severity" metric="severity_table" />}
    >
      <DataTable caption="Severity of failures" table={table} />
      <p className={styles['plainNote']}>
        {toSeverityUnitText(worst.n, worst.clusters, Number(expected?.params['K'] ?? 1))} Upper bounds are one-sided and
        exact. The risk is a cell of the matrix of MIL-STD-882E, for comparison only.
        {coverage === null || coverage === 1
          ? ''
          : ` ${Math.round((1 - coverage) * 100)} % of scored trials have no severity and are left out.`}
      </p>
      <dl className={styles['readings']}>
        <Reading
          label="Expected severity of a sample"
          estimate={expected}
          format="small"
          note="mean weight of its worst trial"
        />
        <Reading
          label="Expected severity of a trial"
          estimate={findEstimate(view, { metric: 'expected_severity', params: { per: 'trial' } })}
          format="small"
        />
        <Reading
          label="Mean of the worst 5 %"
          estimate={findEstimate(view, { metric: 'cvar', params: { beta: 0.95 } })}
          format="small"
          note="CVaR of samples"
        />
        <Reading
          label="Worst that was seen"
          estimate={{ ...worst, interval: null }}
          format="count"
          note={toLevelText(worst.value)}
        />
      </dl>
      <p className={styles['plainNote']}>{toSeveritySentence(worst.clusters, level)}</p>
    </Panel>
  );
}
