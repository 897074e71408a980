import { isReplicaAxis, type AxisType } from '../model/axis.ts';
import { ORIGINAL, type Condition } from '../model/trial.ts';
import { toAxisText } from './axis-texts.ts';
import type { IntervalChart, IntervalRow } from './chart-spec.ts';
import { NO_VALUE, toEstimateText, toNumberText, toPValueText, type NumberFormat } from './number-text.ts';
import { findEstimate, toEnds, type EstimateName, type ReportView } from './report-view.ts';

/** A further column of the table: how it is headed and what of a condition it tells. */
interface Column {
  readonly head: string;
  readonly toCell: (view: ReportView, conditionId: string) => string;
}

const lost: Column = { head: 'Accuracy lost', toCell: toCellOf({ metric: 'acc_drop' }, 'signed') };

/** Of axes whose conditions draw noise of their own. */
const samplingColumns: readonly Column[] = [
  lost,
  {
    head: 'Adjusted p',
    toCell: (view, conditionId) =>
      toPValueText(findEstimate(view, { metric: 'acc_drop', conditionId })?.adjusted?.adjustedPValue ?? null),
  },
  { head: 'Flips', toCell: toCellOf({ metric: 'flip_rate', params: { of: 'answer' } }, 'proportion') },
  { head: 'Excess flips', toCell: toCellOf({ metric: 'excess_flip', params: { of: 'answer' } }, 'signed') },
  { head: 'Agreement', toCell: toCellOf({ metric: 'agreement_pairwise', params: { of: 'answer' } }, 'proportion') },
];

/** Of replicas, which are compared trial by trial. */
const replicaColumns: readonly Column[] = [
  { head: 'Flips', toCell: toCellOf({ metric: 'epoch_flip_rate', params: { of: 'answer' } }, 'proportion') },
  lost,
  { head: 'Same tokens', toCell: toCellOf({ metric: 'identical_share', params: { of: 'tokens' } }, 'proportion') },
  { head: 'Same bits', toCell: toCellOf({ metric: 'identical_share', params: { of: 'logprobs' } }, 'proportion') },
  {
    head: 'First difference',
    toCell: (view, conditionId) => {
      const place = findEstimate(view, { metric: 'divergence_index', conditionId });
      return place?.value == null ? 'none' : `token ${toNumberText(place.value + 1, 'count')}`;
    },
  },
];

/** What only other tokens of the same text have. */
const tokenColumns: readonly Column[] = [
  { head: 'Token drift', toCell: toCellOf({ metric: 'token_drift', params: { of: 'distance' } }, 'proportion') },
  { head: 'Prompts unchanged', toCell: toCellOf({ metric: 'token_drift', params: { of: 'unchanged' } }, 'proportion') },
];

function toColumns(type: AxisType): readonly Column[] {
  if (isReplicaAxis(type)) return replicaColumns;
  return type === 'retokenise' ? [...samplingColumns, ...tokenColumns] : samplingColumns;
}

function toCellOf(name: EstimateName, format: NumberFormat): Column['toCell'] {
  return (view, conditionId) => {
    const estimate = findEstimate(view, { ...name, conditionId });
    return estimate === null ? NO_VALUE : toEstimateText(estimate, format);
  };
}

/** Axes of a view, in the order of the plan. */
export function toAxisTypes({ conditions }: Pick<ReportView, 'conditions'>): readonly AxisType[] {
  return [...new Set(conditions.flatMap(({ axis }) => axis?.type ?? []))];
}

/** Accuracy by value of one axis, that of the original first, with what the value does beside the original. */
export function toAxisChart(view: ReportView, type: AxisType): IntervalChart {
  const { title } = toAxisText(type);
  const columns = toColumns(type);
  const conditions = view.conditions.filter(({ axis }) => axis?.type === type);
  return {
    type: 'interval',
    title: `Accuracy by ${title.toLowerCase()}`,
    description: isReplicaAxis(type)
      ? 'Accuracy under each value with its interval. Every trial repeats one of the original with the same random numbers, so flips are counted trial by trial and outputs are compared token by token and bit by bit, by sample.'
      : 'Accuracy under each value with its interval. Flips are pairs of answers that differ; excess flips are those beyond asking the original again. The p-value of no loss is adjusted for the values of this axis (Holm).',
    axisLabel: 'Accuracy',
    format: 'proportion',
    domain: [0, 1],
    reference: findEstimate(view, { metric: 'accuracy' })?.value ?? null,
    labelColumn: 'Value',
    extraColumns: columns.map(({ head }) => head),
    rows: [
      toRow(
        view,
        'as configured',
        ORIGINAL,
        columns.map(() => ''),
      ),
      ...conditions.map((condition) =>
        toRow(
          view,
          toValueText(condition),
          condition.conditionId,
          columns.map(({ toCell }) => toCell(view, condition.conditionId)),
        ),
      ),
    ],
    legend: [
      { shape: 'ring', label: 'as configured' },
      { shape: 'disc', label: 'on the axis' },
    ],
  };
}

function toRow(view: ReportView, label: string, conditionId: string, extra: readonly string[]): IntervalRow {
  const accuracy = findEstimate(view, { metric: 'accuracy', conditionId });
  return {
    label,
    shape: conditionId === ORIGINAL ? 'ring' : 'disc',
    value: accuracy?.value ?? null,
    reason: accuracy === null ? 'not measured' : accuracy.reason,
    ...(accuracy === null ? { lower: null, upper: null } : toEnds(accuracy)),
    n: accuracy?.n ?? 0,
    extra,
  };
}

function toValueText({ axis }: Condition): string {
  if (axis === undefined) return NO_VALUE;
  return axis.type === 'max-tokens' ? `× ${axis.value}` : String(axis.value);
}
