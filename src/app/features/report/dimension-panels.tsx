import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Reading } from '#app/ui/reading.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { findEstimate, listEstimates, type ReportView } from '#core/charts/report-view.ts';
import { toCapabilityChart } from '#core/charts/to-capability-chart.ts';
import { toConsistencyChart } from '#core/charts/to-consistency-chart.ts';
import { toLatencyCurve } from '#core/charts/to-latency-curve.ts';
import { toLatencyChart } from '#core/charts/to-latency-chart.ts';
import { toRobustnessChart } from '#core/charts/to-robustness-chart.ts';
import { readLatencies } from '#harness/read-latencies.ts';
import { toOutcomeEvidence } from '#core/evidence/evidence-label.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useMemo, type JSX } from 'react';
import { DegenerateNotice } from './outputs-panel.tsx';
import styles from './report-page.module.css';

interface PanelProps {
  readonly view: ReportView;
}

/** How often the model is right. */
export function CapabilityPanel({ view }: PanelProps): JSX.Element {
  const chart = useMemo(() => toCapabilityChart(view), [view]);
  return (
    <Panel title="Capability" lead="How often an answer is right, on the plain prompts.">
      <ChartFigure chart={chart} evidence={toOutcomeEvidence(view)} />
    </Panel>
  );
}

/** How alike its answers are when nothing changes. */
export function ConsistencyPanel({
  view,
  isPending = false,
}: PanelProps & { readonly isPending?: boolean }): JSX.Element {
  const chart = useMemo(() => toConsistencyChart(view), [view]);
  const tar = listEstimates(view, { metric: 'tar_answer' })[0] ?? null;
  return (
    <Panel title="Consistency" lead="How alike the answers are when the same prompt is asked again.">
      <DegenerateNotice view={view} />
      <ChartFigure chart={chart} evidence={toOutcomeEvidence(view)} />
      <dl className={styles['readings']}>
        <Reading
          label="Agreement of outcomes"
          estimate={findEstimate(view, { metric: 'agreement_pairwise', params: { of: 'outcome' } })}
          format="proportion"
        />
        <Reading
          label="Agreement of answers"
          estimate={findEstimate(view, { metric: 'agreement_pairwise', params: { of: 'answer' } })}
          format="proportion"
        />
        <Reading label={`Same answer in all ${tar?.params['N'] ?? ''} epochs`} estimate={tar} format="proportion" />
        <ConsistencyReadings view={view} />
        {isPending ? null : <TextReading view={view} />}
      </dl>
    </Panel>
  );
}

function ConsistencyReadings({ view }: PanelProps): JSX.Element {
  return (
    <>
      <Reading
        label="Consistency of outcomes"
        estimate={findEstimate(view, { metric: 'outcome_consistency@c' })}
        format="signed"
        note="0 = a coin flip, 1 = always or never right"
      />
      <Reading
        label="Failures on the same samples"
        estimate={findEstimate(view, { metric: 'icc1' })}
        format="signed"
        note="ICC(1): near 0 any sample may fail, near 1 the same ones do"
      />
      <Reading
        label="Between runs"
        estimate={findEstimate(view, { metric: 'run_accuracy_sd' })}
        format="small"
        note="standard deviation of accuracy"
      />
      <Reading
        label="Noise that more epochs remove"
        estimate={findEstimate(view, { metric: 'variance_decomposition', params: { part: 'removable-share' } })}
        format="proportion"
        note="share of the variance of accuracy"
      />
      <Reading
        label="Commonest answer"
        estimate={findEstimate(view, { metric: 'modal_share' })}
        format="proportion"
        note="share of a sample’s epochs"
      />
    </>
  );
}

function TextReading({ view }: PanelProps): JSX.Element {
  return (
    <Reading
      label="Likeness of texts"
      estimate={findEstimate(view, { metric: 'chrf1' })}
      format="proportion"
      note="chrF1 of pairs of epochs"
    />
  );
}

/** What changes of the prompt do that should do nothing. */
export function RobustnessPanel({ view }: PanelProps): JSX.Element {
  const chart = useMemo(() => toRobustnessChart(view), [view]);
  const isPerturbed = chart.rows.length > 0;
  return (
    <Panel
      title="Robustness"
      lead="What changes of the prompt do that should not change the answer. Only class P enters the summary. Each interval is for one perturbation alone; the p-values in the table are adjusted for looking at several."
    >
      {isPerturbed ? (
        <div className={styles['robustness']}>
          <ChartFigure chart={chart} evidence={toOutcomeEvidence(view)} />
          <div className={styles['stack']}>
            <PooledReadings view={view} pool="P" />
            <PooledReadings view={view} pool="L" />
          </div>
        </div>
      ) : (
        <Empty>This run asked no perturbed prompts.</Empty>
      )}
    </Panel>
  );
}

function PooledReadings({ view, pool }: PanelProps & { readonly pool: 'P' | 'L' }): JSX.Element | null {
  const conditionId = `all-${pool}`;
  if (listEstimates(view, { metric: 'acc_drop', conditionId }).length === 0) return null;
  return (
    <section aria-label={`All of class ${pool}`}>
      <h3 className={styles['pool']}>
        All of class {pool} {pool === 'L' ? <Tag tone="caution">unreviewed</Tag> : <Tag>keeps the meaning</Tag>}
      </h3>
      <dl className={styles['pooled']}>
        <Reading
          label="Accuracy lost"
          estimate={findEstimate(view, { metric: 'acc_drop', conditionId })}
          format="signed"
        />
        <Reading
          label="Excess flips of the answer"
          estimate={findEstimate(view, { metric: 'excess_flip', conditionId, params: { of: 'answer' } })}
          format="signed"
          note="plain against perturbed, less plain against plain"
        />
        <Reading
          label="Worst-case gap, adjusted"
          estimate={findEstimate(view, { metric: 'worst_case_gap_adj', conditionId })}
          format="signed"
          note={`worst of up to ${toWorstOf(view, conditionId)} prompts of a sample, less what repetition explains`}
        />
      </dl>
    </section>
  );
}

/** Most prompts of one sample that the worst case is taken over: its perturbations and the plain one. */
function toWorstOf(view: ReportView, conditionId: string): number {
  const most = findEstimate(view, { metric: 'worst_case_gap_adj', conditionId })?.params['J'];
  return typeof most === 'number' ? most + 1 : 1;
}

/** What an answer takes. */
export function CostPanel({ run, view }: PanelProps & { readonly run: FoldedRun }): JSX.Element {
  const { rows } = run;
  const chart = useMemo(() => toLatencyChart(view), [view]);
  const curve = useMemo(
    () => toLatencyCurve(readLatencies(rows, view.model), rows.config.analysis.level),
    [rows, view.model],
  );
  return (
    <Panel
      title="Cost and latency"
      lead="What an answer took on this machine, on the plain prompts. Trials ran in batches, so the time of a further token is that of a step of the whole batch. Each sample counts once, with the median of its epochs."
    >
      <div className={styles['figures']}>
        <ChartFigure chart={chart} evidence="self-reported" />
        <ChartFigure chart={curve} evidence="self-reported" />
      </div>
      <dl className={styles['readings']}>
        <Reading
          label="Prompt tokens"
          estimate={findEstimate(view, { metric: 'tokens', params: { of: 'prompt' } })}
          format="decimal"
          note="mean per trial"
        />
        <Reading
          label="Output tokens"
          estimate={findEstimate(view, { metric: 'tokens', params: { of: 'output' } })}
          format="decimal"
          note="mean per trial"
        />
        <Reading
          label="Tokens per character"
          estimate={findEstimate(view, { metric: 'tokens_per_character' })}
          format="decimal"
          note="of the prompts; compare languages on parallel tasks"
        />
        <Reading
          label="Byte fallback"
          estimate={findEstimate(view, { metric: 'byte_fallback_share' })}
          format="proportion"
          note="prompt tokens that are part of a character"
        />
        <Reading
          label="Compute per success"
          estimate={findEstimate(view, { metric: 'cost_per_success' })}
          format="s"
          note="own share of the batch; a prefill is shared by all epochs of a prompt"
        />
      </dl>
    </Panel>
  );
}
