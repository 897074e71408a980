import type { ChartTable, HeatChart } from '#core/charts/chart-spec.ts';
import { findEstimate, type ReportView } from '#core/charts/report-view.ts';
import { toAxisChart, toAxisTypes } from '#core/charts/to-axis-chart.ts';
import { toBasisText } from '#core/charts/to-basis-text.ts';
import { toCapabilityChart } from '#core/charts/to-capability-chart.ts';
import { toConsistencyChart } from '#core/charts/to-consistency-chart.ts';
import { toEstimateTable } from '#core/charts/to-estimate-table.ts';
import { toHeadlineSentence } from '#core/charts/to-headline-sentence.ts';
import { toLatencyChart } from '#core/charts/to-latency-chart.ts';
import { toLatencyCurve } from '#core/charts/to-latency-curve.ts';
import { toReliabilityChart } from '#core/charts/to-reliability-chart.ts';
import { toRiskCoverageChart } from '#core/charts/to-risk-coverage-chart.ts';
import { toRobustnessChart } from '#core/charts/to-robustness-chart.ts';
import { toSeverityTable } from '#core/charts/to-severity-table.ts';
import { listSources, toSourceTable, toSourceText } from '#core/charts/to-source-table.ts';
import { toStabilityChart } from '#core/charts/to-stability-chart.ts';
import { EVIDENCE_TEXTS, toEvidenceLabel, toOutcomeEvidence, toSourceEvidence } from '#core/evidence/evidence-label.ts';
import { toCountText, toIntervalText, toNumberText } from '#core/charts/number-text.ts';
import type { Report } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { toHeadline, type Headline } from '#core/stats/headline.ts';
import { escapeMarkup } from '#core/text/escape-markup.ts';
import type { FoldedRun } from '../to-run-rows.ts';
import { readConfidencePairs } from '../confidence-pairs.ts';
import { readLatencies } from '../read-latencies.ts';
import { toFactsHtml, toFigureHtml, toParagraphHtml, toTableHtml } from './html-parts.ts';
import { REPORT_STYLE } from './report-style.ts';

/** What the page says beside the report. */
export type ReportedRun = Pick<FoldedRun, 'rows' | 'createdAt' | 'status' | 'effectiveConfig'>;

/**
 * `report.html` of a bundle: the report for a person with a browser and nothing else. One file, no script, nothing loaded, readable in
 * print. Pure: a function of configuration, plan and `report.json`, so `verify` makes it again and compares bytes.
 */
export function toReportHtml(run: ReportedRun, report: Report): string {
  const { config } = run.rows;
  const views = config.models.flatMap(({ modelId: model }) =>
    config.scorers.map(({ name: scorer }) => ({ report, model, scorer, conditions: run.rows.conditions })),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(config.name)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(config.name)}</h1>
${toParagraphHtml(`One evaluation run by Plumbline, ${run.status}, begun ${run.createdAt}. Every number here stands in report.json and can be recomputed from this bundle.`, 'lead')}
${toWarningsHtml(report.warnings)}
${views.map((view) => toViewHtml(run, view, views.length > 1)).join('\n')}
${toProvenanceHtml(run)}
${toEvidenceHtml()}
</main>
</body>
</html>
`;
}

function toWarningsHtml(warnings: readonly string[]): string {
  return warnings.length === 0
    ? ''
    : `<ul class="warnings" aria-label="Read these first">${warnings.map((warning) => `<li>${escapeMarkup(warning)}</li>`).join('')}</ul>`;
}

function toViewHtml(run: ReportedRun, view: ReportView, isOneOfSeveral: boolean): string {
  const headline = toHeadline(view.report, view.model, view.scorer);
  const robustness = toRobustnessChart(view);
  const sources = toSourceTable(view);
  const outcomes = toOutcomeEvidence(view);
  return [
    isOneOfSeveral ? `<h2>${escapeMarkup(`${view.model}, scorer ${view.scorer}`)}</h2>` : '',
    headline === null
      ? toParagraphHtml('There is no headline: no trial has been scored.')
      : `${toParagraphHtml(toHeadlineSentence(headline), 'headline')}${toTableHtml('Headline', toHeadlineTable(headline))}${toParagraphHtml(toBasisText(headline.accuracy), 'lead')}`,
    `<h2>Capability</h2>${toFigureHtml(toCapabilityChart(view), outcomes)}`,
    `<h2>Consistency</h2>${toFigureHtml(toConsistencyChart(view), outcomes)}`,
    `<h2>Stability of samples</h2>${toFigureHtml(toStability(run, view), outcomes)}`,
    robustness.rows.length === 0
      ? '<h2>Robustness</h2><p>This run asked no perturbed prompts.</p>'
      : `<h2>Robustness</h2>${toFigureHtml(robustness, outcomes)}`,
    ...toAxesHtml(view),
    sources.rows.length === 0
      ? ''
      : `<h2>Predictability</h2>${toCurvesHtml(run, view)}${toTableHtml('Every confidence', sources)}`,
    view.report.estimates.some(({ metric, model }) => metric === 'severity_table' && model === view.model)
      ? `<h2>Severity</h2>${toTableHtml('Severity of failures', toSeverityTable(view, ORIGINAL))}`
      : '',
    `<h2>Cost and latency</h2>${toFigureHtml(toLatencyChart(view), 'self-reported')}${toFigureHtml(toLatencyCurve(readLatencies(run.rows, view.model), run.rows.config.analysis.level), 'self-reported')}`,
    `<details><summary>Every estimate of ${escapeMarkup(`${view.model}, scorer ${view.scorer}`)}</summary>${toTableHtml('Every estimate', toEstimateTable(view))}</details>`,
  ].join('\n');
}

/** What the words beside the numbers mean. */
function toEvidenceHtml(): string {
  return `<h2>Who says these numbers</h2>${toFactsHtml(Object.entries(EVIDENCE_TEXTS))}`;
}

function toHeadlineTable({ accuracy, passHatK, gap, k }: Headline): ChartTable {
  const rows = [
    ['Accuracy', accuracy],
    [`pass^${k}`, passHatK],
    ['Gap', gap],
  ] as const;
  return {
    columns: ['', 'Value', 'Interval', 'n', 'Evidence'],
    rows: rows.map(([name, estimate]) => [
      name,
      estimate.value === null ? `– (${estimate.reason ?? 'no value'})` : toNumberText(estimate.value, 'proportion'),
      toIntervalText(estimate.interval, 'proportion'),
      toCountText(estimate.n),
      toEvidenceLabel(estimate),
    ]),
  };
}

function toStability({ rows }: ReportedRun, { model, scorer }: ReportView): HeatChart {
  const scores = rows.scores.filter((score) => score.model === model && score.scorer === scorer);
  return toStabilityChart(rows.samples, scores, rows.config.protocol.epochs.baseline);
}

/** Reliability and risk–coverage of the source that comes first, which is the default of the screen. */
function toCurvesHtml({ rows }: ReportedRun, view: ReportView): string {
  const [source] = listSources(view);
  if (source === undefined) return '';
  const { pairs, openSettings } = readConfidencePairs(rows, view.model, view.scorer, source);
  const evidence = toSourceEvidence(source);
  const isProbability = findEstimate(view, { metric: 'bss', params: { source } }) !== null;
  return [
    toParagraphHtml(`Confidence of the curves: ${toSourceText(source).toLowerCase()}.`, 'lead'),
    ...(isProbability ? [toFigureHtml(toReliabilityChart(pairs, openSettings()), evidence)] : []),
    toFigureHtml(toRiskCoverageChart(pairs, openSettings()), evidence),
  ].join('\n');
}

function toAxesHtml(view: ReportView): readonly string[] {
  const figures = toAxisTypes(view).map((type) => toFigureHtml(toAxisChart(view, type), toOutcomeEvidence(view)));
  return figures.length === 0 ? [] : ['<h2>Decoding and runtime axes</h2>', ...figures];
}

function toProvenanceHtml({ rows, effectiveConfig }: ReportedRun): string {
  const { config, runId, configHash, designHash, samples, transcripts } = rows;
  const { version, commit, buildSha256 } = effectiveConfig.harness;
  return `<h2>How this came about</h2>${toFactsHtml([
    ['Run', runId],
    [
      'Models',
      config.models
        .map(({ modelId, dtype, runtime, device }) => `${modelId} (${dtype}, ${runtime}, ${device})`)
        .join(', '),
    ],
    [
      'Task',
      `${config.task.taskId}, version ${config.task.version}: ${samples.length} samples, ${transcripts.length} trials`,
    ],
    ['Master seed', String(config.protocol.masterSeed)],
    ['Configuration hash', configHash],
    ['Design hash', designHash],
    ['Plumbline', `${version}${commit === null ? '' : `, commit ${commit}`}, build ${buildSha256}`],
  ])}`;
}
