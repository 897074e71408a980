import { bootstrapRatioInterval } from '../stats/bootstrap-ratio-interval.ts';
import type { IntervalSettings } from '../stats/interval-settings.ts';
import { logRatioInterval } from '../stats/log-ratio-interval.ts';
import type { IntervalResult } from '../stats/metric-result.ts';
import { wilsonInterval } from '../stats/wilson-interval.ts';
import type { SentenceCount } from './count-sentence.ts';
import type { LanguageCoverage, TokenizerReading } from './tokenizer-report.ts';

/** The counted sentences of one language. */
export interface CountedLanguage {
  readonly language: string;
  readonly script: string | null;
  readonly counts: readonly SentenceCount[];
}

/** Failing sentences that are named. */
const MAX_NAMED = 20;

/** What is counted and how, for screens and files. */
export const COUNTED: readonly string[] = [
  'Texts are counted in normalisation form C, sentence by sentence; special tokens and chat templates are left out.',
  'A character is a Unicode code point, spaces among them; a byte is one of UTF-8.',
  'A word is a stretch between white space with a letter or digit in it. Han writes no gaps, so it has no words here.',
  'Byte fallback: tokens that stand for a single byte of a character of several bytes.',
  'A round trip fails where the tokens of a sentence, decoded, are another text (white space at the ends aside).',
  'Fertility ratio: tokens over those of the reference language, on the same sentences.',
  'Intervals treat sentences as drawn: ratios CI-R (log-delta, t), byte fallback CI-BS, round trips CI-W.',
];

/**
 * Coverage of one language: ratios of totals over its sentences. Source: fertility as in Rust et al. 2021, arXiv:2012.15613, and parity
 * against English as in Petrov et al. 2023, arXiv:2305.15425; intervals METRICS §0.4.
 * @param reference counts of the reference language for the same sentences, or null without parallel text.
 */
export function analyseCoverage(
  { language, script, counts }: CountedLanguage,
  reference: readonly SentenceCount[] | null,
  settings: IntervalSettings,
): LanguageCoverage {
  const { level } = settings;
  const total = (pick: (count: SentenceCount) => number): number => counts.reduce((sum, count) => sum + pick(count), 0);
  const per = (pick: (count: SentenceCount) => number, unit: string): TokenizerReading =>
    toRatio(
      counts.map((count) => ({ numerator: count.tokens, denominator: pick(count) })),
      unit,
      level,
    );
  const failures = counts.flatMap(({ isRoundTrip }, index) => (isRoundTrip ? [] : [index + 1]));
  const isGapless = script === 'han';
  return {
    language,
    script,
    sentences: counts.length,
    characters: total(({ characters }) => characters),
    words: isGapless ? null : total(({ words }) => words),
    bytes: total(({ bytes }) => bytes),
    tokens: total(({ tokens }) => tokens),
    tokensPerCharacter: per(({ characters }) => characters, 'characters'),
    tokensPerWord: isGapless ? withoutValue('Han writes no gaps between words') : per(({ words }) => words, 'words'),
    tokensPerByte: per(({ bytes }) => bytes, 'bytes'),
    byteFallbackShare: toByteShare(counts, settings),
    roundTripFailureShare: toReading(
      failures.length / counts.length,
      wilsonInterval(failures.length, counts.length, level),
    ),
    roundTripFailures: failures.slice(0, MAX_NAMED),
    fertilityRatio: toFertility(counts, reference, level),
  };
}

function toByteShare(counts: readonly SentenceCount[], settings: IntervalSettings): TokenizerReading {
  const clusters = counts.flatMap(({ tokens, byteTokens }, index) =>
    byteTokens === null ? [] : [{ clusterId: String(index), sum: byteTokens, count: tokens }],
  );
  if (clusters.length < counts.length) return withoutValue('the tokenizer does not say which bytes a token stands for');
  const tokens = clusters.reduce((sum, { count }) => sum + count, 0);
  if (tokens === 0) return withoutValue('there are no tokens');
  const value = clusters.reduce((sum, cluster) => sum + cluster.sum, 0) / tokens;
  return toReading(value, bootstrapRatioInterval(clusters, settings));
}

function toFertility(
  counts: readonly SentenceCount[],
  reference: readonly SentenceCount[] | null,
  level: number,
): TokenizerReading {
  if (reference === null) return withoutValue('the text is not parallel, or has no English');
  if (reference === counts) return { value: 1, reason: 'the reference itself', interval: null };
  const parts = counts.map(({ tokens }, index) => ({
    numerator: tokens,
    denominator: reference[index]?.tokens ?? 0,
  }));
  return toRatio(parts, 'tokens of the reference', level);
}

interface Part {
  readonly numerator: number;
  readonly denominator: number;
}

function toRatio(parts: readonly Part[], unit: string, level: number): TokenizerReading {
  const denominator = parts.reduce((sum, part) => sum + part.denominator, 0);
  if (denominator === 0) return withoutValue(`there are no ${unit}`);
  const value = parts.reduce((sum, part) => sum + part.numerator, 0) / denominator;
  return toReading(value, logRatioInterval(parts, level));
}

function toReading(value: number, { interval, reason }: IntervalResult): TokenizerReading {
  return { value, reason, interval };
}

function withoutValue(reason: string): TokenizerReading {
  return { value: null, reason, interval: null };
}
