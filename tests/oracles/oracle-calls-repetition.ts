import { toExpectedCost } from '#core/metrics/expected-cost-to-success.ts';
import { hypervolume } from '#core/metrics/hypervolume.ts';
import { idealizedRuntime } from '#core/metrics/idealized-runtime.ts';
import { toFrontier } from '#core/metrics/pareto-frontier.ts';
import { quartileCoefficient } from '#core/metrics/quartile-dispersion.ts';
import { geometricMean } from '#core/metrics/ttft-geomean.ts';
import { answerEntropy } from '#core/stats/answer-entropy.ts';
import { pairedProbBetter, unpairedProbBetter } from '#core/stats/bayes-prob-better.ts';
import { bestWorstSpread } from '#core/stats/best-worst-spread.ts';
import { betaPosteriorInterval } from '#core/stats/beta-posterior-interval.ts';
import { coefficientOfVariation } from '#core/stats/coefficient-of-variation.ts';
import { chiSquareQuantile, fQuantile } from '#core/stats/distributions.ts';
import { icc1, iccFInterval, toOutcomeAnova } from '#core/stats/icc1.ts';
import { krippendorffAlpha } from '#core/stats/krippendorff-alpha.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { modalShare } from '#core/stats/modal-share.ts';
import type { Observation } from '#core/stats/observation.ts';
import { halOutcomeConsistency, outcomeConsistency } from '#core/stats/outcome-consistency.ts';
import { runAccuracySd } from '#core/stats/run-accuracy-sd.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition } from '#core/stats/variance-decomposition.ts';
import { chrf, toCharacterNgrams } from '#core/text/chrf.ts';
import { levenshteinSimilarity } from '#core/text/levenshtein.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import * as z from 'zod';

/** What an oracle compares: a value, or several in order. */
type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const numbers = z.array(number);
const text = z.string();
const comparedOn = z.enum(['outcome', 'answer']);
const samples = z.array(
  z.array(z.strictObject({ s: z.union([z.literal(0), z.literal(1)]), a: z.string().nullable() })),
);
const settings = createIntervalSettings();

/** Functions of METRICS §0.4, §1, §2 and §6 by the name that `cases.json` uses. */
export const repetitionCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  chiSquareQuantile: (args) => chiSquareQuantile(...z.tuple([number, number]).parse(args)),
  fQuantile: (args) => fQuantile(...z.tuple([number, number, number]).parse(args)),
  betaPosteriorInterval: (args) => {
    const { interval } = betaPosteriorInterval(...z.tuple([number, number, number]).parse(args));
    return [interval?.lower ?? null, interval?.upper ?? null];
  },
  outcomeConsistency: (args) => outcomeConsistency(toTable(args[0]), settings).value,
  halOutcomeConsistency: (args) => halOutcomeConsistency(toTable(args[0]), settings).value,
  modalShare: (args) => modalShare(toTable(args[0]), settings).value,
  bestWorstSpread: ([table, k]) => bestWorstSpread(toTable(table), number.parse(k), settings).value,
  answerEntropy: ([table, form]) => {
    const forms = z.enum(['plug-in', 'normalised', 'miller-madow']);
    return answerEntropy(toTable(table), forms.parse(form), settings).value;
  },
  krippendorffAlpha: ([table, of]) => krippendorffAlpha(toTable(table), comparedOn.parse(of), settings).value,
  icc1: (args) => {
    const table = toTable(args[0]);
    const anova = toOutcomeAnova(table);
    const interval = anova === null ? null : iccFInterval(anova, settings.level).interval;
    return toValueAndBounds({ ...icc1(table, settings), interval });
  },
  runAccuracySd: ([table, k]) =>
    toValueAndBounds(runAccuracySd(toObservations(table), number.parse(k), settings.level)),
  varianceDecomposition: (args) =>
    (['within', 'between', 'removable-share'] as const).map(
      (part) => varianceDecomposition(toTable(args[0]), part, settings).value,
    ),
  unpairedProbBetter: (args) => unpairedProbBetter(...z.tuple([number, number, number, number]).parse(args)),
  pairedProbBetter: (args) => pairedProbBetter(...z.tuple([number, number]).parse(args)),
  levenshteinSimilarity: (args) => levenshteinSimilarity(...z.tuple([text, text]).parse(args)),
  chrf1: (args) => {
    const [a, b] = z.tuple([text, text]).parse(args);
    return chrf(toCharacterNgrams(a), toCharacterNgrams(b), 1);
  },
  coefficientOfVariation: (args) => coefficientOfVariation(...z.tuple([numbers]).parse(args)),
  quartileCoefficient: (args) => quartileCoefficient(numbers.parse(args[0]).toSorted((a, b) => a - b)),
  geometricMean: (args) => geometricMean(...z.tuple([numbers]).parse(args)),
  idealizedRuntime: (args) => {
    const trials = z
      .array(z.tuple([number, number, number]))
      .parse(args[0])
      .map(([promptTokens, outputTokens, e2eMs], index) => {
        const times = { ttftMs: 1, e2eMs, computeMs: 1 };
        return { sampleId: `s${index}`, clusterId: `s${index}`, ...times, promptTokens, outputTokens };
      });
    const { fixed, perPromptToken, perOutputToken } = idealizedRuntime(trials, settings);
    return [fixed.value, perPromptToken.value, perOutputToken.value];
  },
  toExpectedCost: (args) => toExpectedCost(...z.tuple([number, number, number]).parse(args)),
  toFrontier: (args) => {
    const [points, directions] = z.tuple([z.array(numbers), z.array(z.enum(['low', 'high']))]).parse(args);
    const named = points.map((values, index) => ({ id: String(index), values }));
    return toFrontier(named, directions).map(({ id }) => Number(id));
  },
  hypervolume: (args) => {
    const pair = z.tuple([number, number]);
    const [points, [cost, quality]] = z.tuple([z.array(pair), pair]).parse(args);
    const named = points.map(([x, y], index) => ({ id: String(index), cost: x, quality: y }));
    return hypervolume(named, { cost, quality });
  },
};

function toValueAndBounds({ value, interval }: MetricResult): OracleValue {
  return [value, interval?.lower ?? null, interval?.upper ?? null];
}

function toTable(table: unknown): ReturnType<typeof toSampleOutcomes> {
  return toSampleOutcomes(toObservations(table));
}

function toObservations(table: unknown): readonly Observation[] {
  return samples.parse(table).flatMap((row, sample) =>
    row.map(({ s, a }, index) => {
      const names = { sampleId: `s${sample}`, clusterId: `s${sample}`, conditionId: 'original' };
      return { ...names, epoch: index + 1, value: s, success: s, answer: a };
    }),
  );
}
