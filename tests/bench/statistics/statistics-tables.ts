import { isVerdictMet, type VerdictRow } from '../verdicts.ts';
import type { StatisticsResult } from './measure-statistics.ts';

/** A table as text: its title, columns and cells. */
export interface TextTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables that the benchmark prints and `docs/statistics.md` carries. */
export function toStatisticsTables(result: StatisticsResult): Readonly<Record<TableName, TextTable>> {
  return {
    coverage: {
      title: 'Coverage of intervals at 95 %',
      columns: ['method', 'of', 'regime', 'asked', 'coverage', 'data sets', 'without interval', 'verdict'],
      rows: result.coverage.map((row) => [
        row.method,
        row.of,
        row.regime,
        row.kind === 'approximate' ? '.93–.97' : '≥ .95',
        row.verdict === 'none' ? '–' : toShare(row.coverage),
        row.simulations === 0 ? 'computed' : String(row.simulations),
        row.without === 0 ? '' : toShare(row.without),
        row.verdict,
      ]),
    },
    bias: {
      title: 'Bias of estimators',
      columns: ['metric', 'regime', 'truth', 'bias', 'standard error', 'unbiased by construction', 'within 3 errors'],
      rows: result.bias.map((row) => [
        row.metric,
        row.regime,
        row.truth.toFixed(4),
        toSigned(row.bias),
        row.standardError.toFixed(5),
        row.isUnbiased ? 'yes' : '',
        isWithin(row) ? 'yes' : 'no',
      ]),
    },
    tests: {
      title: 'Tests at .05',
      columns: ['test', 'regime', 'rejects without effect', 'rejects with effect', 'data sets'],
      rows: result.tests.map((row) => [
        row.test,
        row.regime,
        toShare(row.withoutEffect),
        toShare(row.withEffect),
        String(row.simulations),
      ]),
    },
    replication: {
      title: 'Verdicts on two runs',
      columns: [
        'difference',
        'samples',
        'epochs',
        'EQUIVALENT',
        'planned',
        'INCONCLUSIVE',
        'DIFFERENT',
        'pairs of runs',
      ],
      rows: result.replication.map((row) => [
        row.difference,
        String(row.samples),
        String(row.epochs),
        toShare(row.equivalent),
        row.planned === null ? '' : toShare(row.planned),
        toShare(row.inconclusive),
        toShare(row.different),
        String(row.simulations),
      ]),
    },
    speed: {
      title: 'Speed and memory of a report, 10 conditions × 10 epochs, B = 2,000',
      columns: ['trials', 'estimates', '§1–3, 5, 6', '§4, §2.12', 'per 1,000 trials', 'rows', 'rows and report'],
      rows: result.speed.map((row) => [
        row.trials.toLocaleString('en'),
        String(row.estimates),
        `${row.coreSeconds.toFixed(1)} s`,
        `${row.extraSeconds.toFixed(1)} s`,
        `${((1e6 * (row.coreSeconds + row.extraSeconds)) / row.trials).toFixed(0)} ms`,
        `${row.rowMegabytes.toFixed(0)} MB`,
        `${row.peakMegabytes.toFixed(0)} MB`,
      ]),
    },
  };
}

/** The verdicts of `npm run bench -- verdicts` as a table. */
export function toVerdictTable(verdicts: readonly VerdictRow[]): TextTable {
  return {
    title: 'Verdicts of the whole ladder on two runs',
    columns: [
      'processes',
      'seeds',
      'samples',
      'epochs',
      'pairs of runs',
      'EQUIVALENT',
      'INCONCLUSIVE',
      'DIFFERENT',
      'asked of DIFFERENT',
      'met',
    ],
    rows: verdicts.map((row) => [
      row.process,
      row.seeds,
      String(row.samples),
      String(row.epochs),
      row.pairs.toLocaleString('en'),
      toShare(row.equivalent),
      toShare(row.inconclusive),
      toShare(row.different),
      'atMost' in row.limit ? `≤ ${toShare(row.limit.atMost)}` : `≥ ${toShare(row.limit.atLeast)}`,
      isVerdictMet(row) ? 'yes' : 'no',
    ]),
  };
}

/** The tables by name. */
export type TableName = 'coverage' | 'bias' | 'tests' | 'replication' | 'speed';

/** Whether a bias could be chance. */
export function isWithin({
  bias,
  standardError,
}: Pick<StatisticsResult['bias'][number], 'bias' | 'standardError'>): boolean {
  return Math.abs(bias) <= 3 * standardError + 1e-12;
}

/** With spaces between columns, for a terminal. */
export function toTerminalText({ title, columns, rows }: TextTable): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const toLine = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [`\n${title}`, toLine(columns), ...rows.map(toLine)].join('\n');
}

/** As a table of Markdown. */
export function toMarkdown({ columns, rows }: TextTable): string {
  const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [toLine(columns), toLine(columns.map(() => '---')), ...rows.map(toLine)].join('\n');
}

function toShare(value: number): string {
  return value.toFixed(3).replace(/^0\./, '.');
}

function toSigned(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(5)}`;
}
