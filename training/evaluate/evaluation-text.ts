import type { AccuracyCell, Evaluation, TargetResult } from './evaluation.ts';
import { DECODINGS, PRECISIONS } from './evaluation.ts';
import { EVALUATION_SPLITS } from './evaluation-prompts.ts';
import { toFamilyMean, type CellCondition } from './family-mean.ts';

type Condition = Omit<CellCondition, 'split'>;

/** A line of a table: its label, the number of prompts, and a number a condition; null where there is none. */
interface Row {
  readonly label: string;
  readonly count: number | null;
  readonly toValue: (condition: Condition) => number | null;
}

/** The evaluation as Markdown: what the command prints and the model card holds, to the byte. */
export function toEvaluationText(evaluation: Evaluation): string {
  const conditions = PRECISIONS.flatMap((precision) => DECODINGS.map((decoding) => ({ precision, decoding }))).filter(
    (condition) => evaluation.accuracies.some((cell) => isUnder(cell, condition)),
  );
  const toTable = (head: string, rows: readonly Row[]): string => renderTable(head, rows, conditions);
  return [
    '### Families',
    toTable('split, family', [...toAccuracyRows(evaluation, true), ...toMeanRows(evaluation)]),
    '### Differences of the mean of families',
    toTable('split, difference', toDifferenceRows(evaluation)),
    '### Kinds of prompts',
    toTable('split, family, kind', toAccuracyRows(evaluation, false)),
    '### Particular answers',
    toTable('split, answers', toParticularRows(evaluation)),
    '### Targets of the recipe',
    toTargetTable(evaluation.targets),
  ].join('\n\n');
}

function renderTable(head: string, rows: readonly Row[], conditions: readonly Condition[]): string {
  const columns = conditions.map(({ precision, decoding }) => `${precision} ${DECODING_TEXT[decoding]}`);
  const lines = rows.map(({ label, count, toValue }) => {
    const values = conditions.map((condition) => toValue(condition)?.toFixed(3) ?? '');
    return `| ${[label, count ?? '', ...values].join(' | ')} |`;
  });
  return [`| ${head} | n | ${columns.join(' | ')} |`, `|---|---|${'---|'.repeat(columns.length)}`, ...lines].join('\n');
}

const DECODING_TEXT = { greedy: 'greedy', sampled: 'T = 1' } as const;

function toAccuracyRows({ accuracies }: Evaluation, isWhole: boolean): readonly Row[] {
  const cells = accuracies.filter(({ kind }) => (kind === null) === isWhole);
  return toRows(cells, ({ split, family, language, kind }) => {
    const suffix = language === 'en' ? '' : ` (${language})`;
    return `${split}, ${family}${suffix}${kind === null ? '' : `, ${kind}`}`;
  });
}

function toParticularRows({ letterForm, nullDispatch, inScopeDeclines }: Evaluation): readonly Row[] {
  return [
    ...toRows(letterForm, ({ split, kind, chance }) => {
      return `${split}, choice by letter${kind === null ? '' : `, ${kind}`} (chance ${chance.toFixed(3)})`;
    }),
    ...toRows(nullDispatch, ({ split }) => `${split}, dispatch without a fitting tool`),
    ...toRows(inScopeDeclines, ({ split }) => `${split}, in-scope prompts declined`),
  ];
}

type Cell = Pick<AccuracyCell, 'precision' | 'decoding' | 'count' | 'share'>;

function toRows<C extends Cell>(cells: readonly C[], toLabel: (cell: C) => string): readonly Row[] {
  return [...Map.groupBy(cells, toLabel)].map(([label, own]) => ({
    label,
    count: own[0]?.count ?? null,
    toValue: (condition) => own.find((cell) => isUnder(cell, condition))?.share ?? null,
  }));
}

function isUnder(cell: Cell, { precision, decoding }: Condition): boolean {
  return cell.precision === precision && cell.decoding === decoding;
}

function toMeanRows({ accuracies }: Evaluation): readonly Row[] {
  return EVALUATION_SPLITS.map((split) => ({
    label: `${split}, mean of families in English`,
    count: null,
    toValue: (condition) => toFamilyMean(accuracies, { split, ...condition })?.mean ?? null,
  }));
}

/** Sampled beside greedy decoding of the same graph, and rounded weights beside the decoding of fp32. */
function toDifferenceRows({ accuracies }: Evaluation): readonly Row[] {
  const subtract = (first: CellCondition, second: CellCondition): number | null => {
    const [a, b] = [toFamilyMean(accuracies, first), toFamilyMean(accuracies, second)];
    return a === null || b === null ? null : a.mean - b.mean;
  };
  return EVALUATION_SPLITS.flatMap((split) => [
    {
      label: `${split}, T = 1 minus greedy`,
      count: null,
      toValue: (own) =>
        own.decoding === 'greedy' ? null : subtract({ split, ...own }, { split, ...own, decoding: 'greedy' }),
    },
    {
      label: `${split}, rounded minus fp32`,
      count: null,
      toValue: (own) =>
        own.precision === 'fp32' ? null : subtract({ split, ...own }, { split, ...own, precision: 'fp32' }),
    },
  ]);
}

function toTargetTable(targets: readonly TargetResult[]): string {
  return [
    '| target | needed | measured | | made of, with 95 % intervals |',
    '|---|---|---|---|---|',
    ...targets.map(({ name, needed, measured, isReached, detail }) => {
      const value =
        measured === null ? 'no prompt' : Number.isInteger(measured) ? String(measured) : measured.toFixed(3);
      return `| ${name} | ${needed} | ${value} | ${isReached ? 'reached' : 'missed'} | ${detail} |`;
    }),
  ].join('\n');
}
