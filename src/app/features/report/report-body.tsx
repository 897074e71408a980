import { Notice } from '#app/ui/notice.tsx';
import { PrecisionPanel } from '#app/ui/precision-panel.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import type { ReportView } from '#core/charts/report-view.ts';
import { toPerplexityMode } from '#core/model/task-mode.ts';
import { useMemo, useState, type JSX, type ReactNode } from 'react';
import { AllNumbersPanel } from './all-numbers-panel.tsx';
import { AxesPanel } from './axes-panel.tsx';
import { CapabilityPanel, ConsistencyPanel, CostPanel, RobustnessPanel } from './dimension-panels.tsx';
import { FlipList } from './flip-list.tsx';
import { HumanEvidencePanel } from './human-evidence-panel.tsx';
import { HeadlinePanel } from './headline-panel.tsx';
import type { ReportData } from './load-report.ts';
import { ModelsComparedPanel } from './models-compared-panel.tsx';
import { OutputsPanel } from './outputs-panel.tsx';
import { PredictabilityPanel } from './predictability-panel.tsx';
import { ProvenancePanel } from './provenance-panel.tsx';
import { ReportActions } from './report-actions.tsx';
import styles from './report-page.module.css';
import { SeverityPanel } from './severity-panel.tsx';
import { StabilityPanel } from './stability-panel.tsx';
import { TrialCountsPanel } from './trial-counts-panel.tsx';
import { TextLikelihoodPanel } from './text-likelihood-panel.tsx';
import { ViewChoice } from './view-choice.tsx';

export interface ReportBodyProps {
  readonly data: ReportData;
  /** True while predictability and texts are still being computed. */
  readonly isPending: boolean;
  /** How far the computation is; nothing once it is done. */
  readonly children?: ReactNode;
}

/** Headline first, then a panel per dimension, then the evidence and how it came about. */
export function ReportBody({ data, isPending, children }: ReportBodyProps): JSX.Element {
  const { run, report } = data;
  const { config, conditions } = run.rows;
  const [model, setModel] = useState(config.models[0]?.modelId ?? '');
  const [scorer, setScorer] = useState(config.scorers[0]?.name ?? '');
  const view: ReportView = useMemo(() => ({ report, model, scorer, conditions }), [report, model, scorer, conditions]);
  const isOfTexts = toPerplexityMode(config.task) !== null;
  return (
    <>
      <PageHead title={config.name} lead={toLead(data)} actions={<ReportActions run={run} />} />
      <div className={styles['stack']}>
        {children}
        <ViewChoice config={config} model={model} scorer={scorer} onModel={setModel} onScorer={setScorer} />
        {isOfTexts ? <TextLikelihoodPanel view={view} /> : <HeadlinePanel view={view} />}
        {report.warnings.length === 0 ? null : (
          <Notice tone="caution" title={report.warnings.length === 1 ? 'Read this first' : 'Read these first'}>
            <ul className={styles['warnings']}>
              {report.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {report.precision === undefined ? null : <PrecisionPanel record={report.precision} />}
        {isOfTexts ? null : <ModelsComparedPanel run={run} report={report} scorer={scorer} />}
        {isOfTexts ? null : <AnswerPanels data={data} view={view} isPending={isPending} />}
        <CostPanel run={run} view={view} />
        <ProvenancePanel run={run} />
        <HumanEvidencePanel run={run} model={model} scorer={scorer} />
        <TrialCountsPanel view={view} />
        <AllNumbersPanel view={view} />
      </div>
    </>
  );
}

/** What answers are judged by, dimension by dimension. */
function AnswerPanels({
  data,
  view,
  isPending,
}: Omit<ReportBodyProps, 'children'> & { readonly view: ReportView }): JSX.Element {
  return (
    <>
      <div className={styles['panels']}>
        <CapabilityPanel view={view} />
        <ConsistencyPanel view={view} isPending={isPending} />
      </div>
      <StabilityPanel run={data.run} model={view.model} scorer={view.scorer} />
      <OutputsPanel view={view} />
      <RobustnessPanel view={view} />
      <AxesPanel view={view} />
      <PredictabilityPanel run={data.run} view={view} isPending={isPending} />
      <SeverityPanel view={view} />
      <FlipList run={data.run} model={view.model} scorer={view.scorer} />
    </>
  );
}

function toLead({ run }: ReportData): string {
  const { config } = run.rows;
  const models = config.models.map(({ modelId }) => modelId).join(', ');
  const state =
    run.status === 'completed'
      ? ''
      : run.status === 'cancelled'
        ? ' The run was cancelled.'
        : ' The run is not finished.';
  return `${models} on ${config.task.title === '' ? config.task.taskId : config.task.title}, ${run.createdAt.slice(0, 10)}.${state}`;
}
