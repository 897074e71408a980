import type { ChartTable } from '../charts/chart-spec.ts';
import type { LanguageCoverage, TokenizerReading, TokenizerReport } from './tokenizer-report.ts';

const READINGS = [
  ['tokensPerCharacter', 'Tokens / character'],
  ['tokensPerWord', 'Tokens / word'],
  ['tokensPerByte', 'Tokens / byte'],
  ['byteFallbackShare', 'Byte fallback'],
  ['roundTripFailureShare', 'Round trips failed'],
  ['fertilityRatio', 'Against English'],
] as const satisfies readonly (readonly [keyof LanguageCoverage, string])[];

/** One row a language, numbers with their intervals. */
export function toCoverageTable({ languages }: TokenizerReport): ChartTable {
  return {
    columns: ['Language', 'Script', 'Sentences', 'Characters', 'Tokens', ...READINGS.map(([, title]) => title)],
    rows: languages.map((entry) => [
      entry.language,
      entry.script ?? '–',
      String(entry.sentences),
      String(entry.characters),
      String(entry.tokens),
      ...READINGS.map(([key]) => toCell(entry[key])),
    ]),
  };
}

function toCell({ value, interval }: TokenizerReading): string {
  if (value === null) return '–';
  const { lower = null, upper = null } = interval ?? {};
  return lower === null || upper === null
    ? value.toFixed(3)
    : `${value.toFixed(3)} (${lower.toFixed(3)}–${upper.toFixed(3)})`;
}

/** Every count and reading, one row a language; absent numbers are empty cells. */
export function toCoverageCsv({ languages }: TokenizerReport): string {
  const names = READINGS.flatMap(([key]) => [key, `${key}Lower`, `${key}Upper`]);
  const head = ['language', 'script', 'sentences', 'characters', 'words', 'bytes', 'tokens', ...names];
  const rows = languages.map((entry) => [
    entry.language,
    entry.script ?? '',
    entry.sentences,
    entry.characters,
    entry.words ?? '',
    entry.bytes,
    entry.tokens,
    ...READINGS.flatMap(([key]) => {
      const { value, interval } = entry[key];
      return [value ?? '', interval?.lower ?? '', interval?.upper ?? ''];
    }),
  ]);
  // Names of languages are codes of letters, digits and hyphens, so no cell needs quotes and none is a formula.
  return `${[head, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
