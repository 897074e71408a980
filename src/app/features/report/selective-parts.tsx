import { DataTable } from '#app/ui/data-table.tsx';
import { Reading } from '#app/ui/reading.tsx';
import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import { findEstimate, type ReportView } from '#core/charts/report-view.ts';
import { toInfeasibleReasons, toRiskControlTable } from '#core/charts/to-risk-control-table.ts';
import { toElicitationCost } from '#harness/bundle-cost.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useMemo, type JSX } from 'react';
import styles from './report-page.module.css';

/** Thresholds above which answers may be accepted, and what they did on samples that they were not chosen on. */
export function RiskControlPart({ view }: { readonly view: ReportView }): JSX.Element | null {
  const table = useMemo(() => toRiskControlTable(view), [view]);
  const reasons = useMemo(() => toInfeasibleReasons(view), [view]);
  if (table.rows.length === 0) return null;
  return (
    <section aria-label="Accepting by a threshold" className={styles['sources']}>
      <h3 className={styles['pool']}>Accepting by a threshold</h3>
      <DataTable caption="Thresholds that keep the expected loss" table={table} />
      <p className={styles['plainNote']}>
        Calibrated on a random half of the samples, reported on the other. The loss is per trial asked; what is not
        accepted costs nothing. The guarantee holds on average over calibration sets, for samples like these.
        {reasons.length === 0 ? '' : ` Accept nothing: ${reasons.join('; ')}.`}
      </p>
    </section>
  );
}

const abstentionReadings = [
  { metric: 'abstention_rate', label: 'Abstained' },
  { metric: 'abstention_precision', label: 'Abstained rightly', note: 'share of abstentions on trials that fail' },
  { metric: 'abstention_recall', label: 'Failures abstained from' },
  { metric: 'abstention_selective_accuracy', label: 'Right where it answered' },
  { metric: 'abstention_calibration', label: 'Abstained or right, as it should' },
] as const;

/** How well the model abstains; nothing where the configuration names no token. */
export function AbstentionPart({ view }: { readonly view: ReportView }): JSX.Element | null {
  if (findEstimate(view, { metric: 'abstention_rate' }) === null) return null;
  return (
    <section aria-label="Abstention" className={styles['sources']}>
      <h3 className={styles['pool']}>Abstention</h3>
      <dl className={styles['readings']}>
        {abstentionReadings.map(({ metric, label, ...rest }) => (
          <Reading key={metric} label={label} estimate={findEstimate(view, { metric })} format="proportion" {...rest} />
        ))}
      </dl>
    </section>
  );
}

/** What asking the model about its answers took; nothing where it was not asked. */
export function ElicitationCostPart({
  run,
  view,
}: {
  readonly run: FoldedRun;
  readonly view: ReportView;
}): JSX.Element | null {
  const { rows } = run;
  const { model } = view;
  const cost = useMemo(() => {
    const keys = new Set(rows.transcripts.flatMap((row) => (row.model === model ? [row.trialKey] : [])));
    return toElicitationCost(rows.timings.filter(({ trialKey }) => keys.has(trialKey)));
  }, [rows, model]);
  if (rows.config.confidence == null) return null;
  return (
    <p className={styles['plainNote']}>
      {toCountText(cost.questions)} questions about answers took {toCountText(cost.promptTokens)} tokens in,{' '}
      {toCountText(cost.outputTokens)} out and {toNumberText(cost.computeSeconds, 's')} s of compute, which cost and
      latency of answers do not count.
    </p>
  );
}
