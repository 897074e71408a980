import type { TokenizerReport } from '../tokenizer/tokenizer-report.ts';
import type { IntervalChart } from './chart-spec.ts';

const TEXTS = {
  tokensPerCharacter: {
    title: 'Tokens per character',
    axis: 'tokens per character',
    description: 'For each language the tokens that one character costs, with its interval over sentences.',
    reference: null,
  },
  fertilityRatio: {
    title: 'Tokens against English',
    axis: 'tokens over those of the same sentences in English',
    description: 'For each language how many times the tokens of the same sentences in English it costs.',
    reference: 1,
  },
} as const;

/** One reading of a tokenizer report, a row a language. */
export function toCoverageChart({ languages }: TokenizerReport, reading: keyof typeof TEXTS): IntervalChart {
  const { title, axis, description, reference } = TEXTS[reading];
  return {
    type: 'interval',
    title,
    description,
    axisLabel: axis,
    format: 'decimal',
    domain: null,
    reference,
    labelColumn: 'Language',
    extraColumns: [],
    rows: languages.map((entry) => {
      const { value, reason, interval } = entry[reading];
      return {
        label: entry.language,
        shape: 'disc',
        value,
        reason,
        lower: interval?.lower ?? null,
        upper: interval?.upper ?? null,
        n: entry.sentences,
        extra: [],
      };
    }),
    legend: [],
  };
}
