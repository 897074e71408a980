import type { Precision } from '../export/decoder-weights.ts';
import type { Decoding, Outcome } from './evaluate-model.ts';

/** Share of right answers in one cell of the table. */
export interface Accuracy {
  readonly split: string;
  readonly family: string;
  readonly language: string;
  /** Variety of prompts inside the family; null = all. */
  readonly kind: string | null;
  readonly precision: Precision;
  readonly decoding: Decoding;
  readonly count: number;
  readonly accuracy: number;
}

/** Accuracies by family, language and split, and by kind inside them, in the order of the outcomes. */
export function toAccuracies(
  outcomes: readonly Outcome[],
  condition: { readonly precision: Precision; readonly decoding: Decoding },
): readonly Accuracy[] {
  const groups = new Map<
    string,
    { readonly outcome: Outcome; readonly kind: string | null; count: number; right: number }
  >();
  for (const outcome of outcomes) {
    const { split, family, language, kind } = outcome.prompt.example;
    for (const groupKind of [null, kind]) {
      const key = [split, family, language, groupKind].join(' ');
      const group = groups.get(key) ?? { outcome, kind: groupKind, count: 0, right: 0 };
      group.count += 1;
      group.right += outcome.isRight ? 1 : 0;
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ outcome, kind, count, right }) => {
    const { split, family, language } = outcome.prompt.example;
    return { split, family, language, kind, ...condition, count, accuracy: right / count };
  });
}

/** Share of prompts outside `decline` that are answered with the sentence of `decline`. */
export function toWrongDeclineRate(outcomes: readonly Outcome[]): number {
  const sentences = new Set(
    outcomes.flatMap(({ prompt: { example } }) => (example.family === 'decline' ? [example.assistant] : [])),
  );
  const inScope = outcomes.filter(({ prompt }) => prompt.example.family !== 'decline');
  return inScope.filter(({ text }) => sentences.has(text.trim())).length / inScope.length;
}

/** A Markdown table: one row a split, family and language, one column a precision and decoding; then the kinds. */
export function toMarkdown(accuracies: readonly Accuracy[]): string {
  const columns = [...new Set(accuracies.map(toColumn))];
  const rows = Map.groupBy(accuracies, toRow);
  const lines = [...rows].map(([row, cells]) => {
    const values = columns.map((column) => cells.find((cell) => toColumn(cell) === column)?.accuracy.toFixed(3) ?? '');
    return `| ${[row, cells[0]?.count ?? 0, ...values].join(' | ')} |`;
  });
  const families = lines.filter((line) => !line.includes(' · '));
  const kinds = lines.filter((line) => line.includes(' · '));
  return [...toHead(columns), ...families, ...toMeans(accuracies, columns), ...kinds].join('\n');
}

function toHead(columns: readonly string[]): readonly string[] {
  return [`| split, family | n | ${columns.join(' | ')} |`, `|---|---|${columns.map(() => '---').join('|')}|`];
}

/** Mean of the families in English, by split. */
function toMeans(accuracies: readonly Accuracy[], columns: readonly string[]): readonly string[] {
  const whole = accuracies.filter(({ kind, language }) => kind === null && language === 'en');
  return [...Map.groupBy(whole, ({ split }) => split)].map(([split, cells]) => {
    const values = columns.map((column) => {
      const own = cells.filter((cell) => toColumn(cell) === column);
      return (own.reduce((sum, { accuracy }) => sum + accuracy, 0) / own.length).toFixed(3);
    });
    return `| ${split}, mean of families | | ${values.join(' | ')} |`;
  });
}

function toColumn({ precision, decoding }: Accuracy): string {
  return `${precision} ${decoding === 'greedy' ? 'greedy' : 'T = 1'}`;
}

function toRow({ split, family, language, kind }: Accuracy): string {
  return `${split}, ${family}${language === 'en' ? '' : ` (${language})`}${kind === null ? '' : ` · ${kind}`}`;
}
