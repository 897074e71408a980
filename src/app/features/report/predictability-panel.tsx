import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Reading } from '#app/ui/reading.tsx';
import { findEstimate, type ReportView } from '#core/charts/report-view.ts';
import { toReliabilityChart } from '#core/charts/to-reliability-chart.ts';
import { toRiskCoverageChart } from '#core/charts/to-risk-coverage-chart.ts';
import { listSources, toSourceTable, toSourceText } from '#core/charts/to-source-table.ts';
import { toSourceEvidence } from '#core/evidence/evidence-label.ts';
import { readConfidencePairs } from '#harness/confidence-pairs.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useMemo, useState, type JSX } from 'react';
import styles from './report-page.module.css';
import { AbstentionPart, ElicitationCostPart, RiskControlPart } from './selective-parts.tsx';

export interface PredictabilityPanelProps {
  readonly run: FoldedRun;
  readonly view: ReportView;
  /** True while it is still being computed. */
  readonly isPending: boolean;
}

/** Whether failures can be told beforehand from what the model's own probabilities and repetitions say. */
export function PredictabilityPanel({ run, view, isPending }: PredictabilityPanelProps): JSX.Element {
  const sources = listSources(view);
  const [chosen, setChosen] = useState<string | null>(null);
  const source = sources.find((entry) => entry === chosen) ?? sources[0] ?? null;
  return (
    <Panel
      title="Predictability"
      lead="Whether failures can be told beforehand by how sure the model is, on the plain prompts. Ways of measuring confidence stand apart and are never mixed."
      actions={
        source === null ? null : (
          <SelectField
            label="Confidence"
            value={source}
            onChange={setChosen}
            options={sources.map((value) => ({ value, label: toSourceText(value) }))}
          />
        )
      }
    >
      {source === null ? (
        <Empty>{isPending ? 'Still computing…' : 'No trial has been scored yet.'}</Empty>
      ) : (
        <SourceFigures run={run} view={view} source={source} />
      )}
    </Panel>
  );
}

function SourceFigures({
  run,
  view,
  source,
}: Omit<PredictabilityPanelProps, 'isPending'> & { readonly source: string }): JSX.Element {
  const { rows } = run;
  const { model, scorer } = view;
  const drawn = useMemo(() => readConfidencePairs(rows, model, scorer, source), [rows, model, scorer, source]);
  const reliability = useMemo(() => toReliabilityChart(drawn.pairs, drawn.openSettings()), [drawn]);
  const riskCoverage = useMemo(() => toRiskCoverageChart(drawn.pairs, drawn.openSettings()), [drawn]);
  const table = useMemo(() => toSourceTable(view), [view]);
  const isProbability = findEstimate(view, { metric: 'bss', params: { source } }) !== null;
  return (
    <>
      <div className={styles['figures']}>
        {isProbability ? (
          <ChartFigure chart={reliability} evidence={toSourceEvidence(source)} />
        ) : (
          <Empty>This confidence only puts trials in order; it is no probability to compare with success rates.</Empty>
        )}
        <ChartFigure chart={riskCoverage} evidence={toSourceEvidence(source)} />
      </div>
      <SourceReadings view={view} source={source} />
      <div className={styles['sources']}>
        <DataTable caption="Every confidence" table={table} />
      </div>
      <ElicitationCostPart run={run} view={view} />
      <RiskControlPart view={view} />
      <AbstentionPart view={view} />
    </>
  );
}

function SourceReadings({ view, source }: { readonly view: ReportView; readonly source: string }): JSX.Element {
  const find = (metric: string, params: Readonly<Record<string, number | string>> = {}) =>
    findEstimate(view, { metric, params: { ...params, source } });
  const chance = find('corp_null', { of: 'dsc' })?.value ?? null;
  return (
    <dl className={styles['readings']}>
      {find('bss') === null ? null : (
        <>
          <Reading
            label="Brier skill"
            estimate={find('bss')}
            format="signed"
            note="0 = no better than the success rate"
          />
          <Reading label="Miscalibration" estimate={find('corp_mcb')} format="small" note="lower is better" />
          <Reading
            label="Discrimination"
            estimate={find('corp_dsc')}
            format="small"
            note={chance === null ? 'higher is better' : `chance alone shows ${chance.toFixed(4)}`}
          />
        </>
      )}
      <Reading label="AUROC" estimate={find('auroc')} format="proportion" note="0.50 = confidence says nothing" />
      <Reading label="Undetected failures" estimate={find('augrc')} format="small" note="AUGRC, lower is better" />
      <Reading
        label="Right among the surest 80 %"
        estimate={find('sel_acc', { c: 0.8 })}
        format="proportion"
        note="share of trials"
      />
    </dl>
  );
}
