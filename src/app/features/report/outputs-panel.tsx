import { DataTable } from '#app/ui/data-table.tsx';
import { EvidenceMark } from '#app/ui/evidence-mark.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { ReportView } from '#core/charts/report-view.ts';
import { hasDegenerateOutputs, toGuardTable } from '#core/charts/to-guard-table.ts';
import { useMemo, type JSX } from 'react';
import styles from './report-page.module.css';

/** Whether the outputs are answers at all. */
export function OutputsPanel({ view }: { readonly view: ReportView }): JSX.Element | null {
  const table = useMemo(() => toGuardTable(view), [view]);
  if (table.rows.length === 0) return null;
  return (
    <Panel
      title="Outputs"
      lead="Whether the outputs are answers at all, before anything is made of their accuracy."
      actions={<EvidenceMark label="verified" of="Outputs" />}
    >
      <DegenerateNotice view={view} />
      <DataTable caption="Outputs by kind of prompt" table={table} />
      <p className={styles['plainNote']}>
        Shares of a sample’s outputs, averaged over samples, with intervals. A row looks degenerate where an interval
        lies above 0.10 (empty, loops, equal options), above 0.20 (cut off, other script, no answer), or where one
        answer is given to most samples and not asked for by as many. Accuracy above guessing compares with 1 / options,
        or with always giving the most frequent target; an interval that reaches 0 is like guessing.
      </p>
    </Panel>
  );
}

/** Said wherever numbers stand that degenerate outputs make meaningless. */
export function DegenerateNotice({ view }: { readonly view: ReportView }): JSX.Element | null {
  const isDegenerate = useMemo(() => hasDegenerateOutputs(view), [view]);
  if (!isDegenerate) return null;
  return (
    <div className={styles['apart']}>
      <Notice tone="caution" title="These outputs look degenerate">
        <p>Agreement, flips and accuracy of such outputs say nothing about answers, however high they are.</p>
      </Notice>
    </div>
  );
}
