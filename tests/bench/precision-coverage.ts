// npm run coverage: how often the interval of a precision target holds the true value when the data decide when to stop.
import type { PrecisionMetric } from '#core/model/precision.ts';
import { createRng } from '#core/rng/rng.ts';
import { decideLooks, estimatePrecision, toLookLevel, type LookTrial } from '#core/stats/precision/decide-looks.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';

const SIMULATIONS = 2000;
const LEVEL = 0.95;
const LOOKS = [4, 8, 16, 32];

/** Success rates of samples, each as likely as the others. */
const POPULATIONS = {
  'small model': [0, 0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1, 1, 1],
  even: [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95],
  coins: [0.5],
} as const;

/** Metric with its true value for a sample of success rate p. */
const METRICS: readonly { readonly metric: PrecisionMetric; readonly toTruth: (p: number) => number }[] = [
  { metric: { id: 'accuracy' }, toTruth: (p) => p },
  { metric: { id: 'pass_hat_k', k: 2 }, toTruth: (p) => p * p },
  { metric: { id: 'agreement_pairwise' }, toTruth: (p) => p * p + (1 - p) ** 2 },
  { metric: { id: 'outcome_consistency@c' }, toTruth: (p) => (2 * p - 1) ** 2 },
];

const rng = createRng('precision-coverage');

function drawTrials(rates: readonly number[], samples: number): readonly LookTrial[] {
  return Array.from({ length: samples }, (_, index) => {
    const rate = rates[rng.int(0, rates.length - 1)] ?? 0;
    const sampleId = String(index);
    return Array.from({ length: LOOKS.at(-1) ?? 1 }, (_unused, offset): LookTrial => {
      const success = rng.int(0, 999_999) < rate * 1_000_000 ? 1 : 0;
      const epoch = offset + 1;
      const place = { sampleId, clusterId: sampleId, conditionId: 'original', epoch };
      return { epoch, outputTokens: 1, observation: { ...place, value: success, success, answer: String(success) } };
    });
  }).flat();
}

interface Cell {
  readonly population: keyof typeof POPULATIONS;
  readonly samples: number;
  readonly metric: PrecisionMetric;
  readonly toTruth: (p: number) => number;
}

/** Share of simulated runs whose interval at the stop holds the truth: with the looks allowed for, and with a plain 95 % interval. */
function simulate({ population, samples, metric, toTruth }: Cell): {
  readonly allowed: number;
  readonly plain: number;
  readonly stops: string;
} {
  const rates = POPULATIONS[population];
  const truth = rates.reduce<number>((sum, rate) => sum + toTruth(rate), 0) / rates.length;
  // A target in the middle of what the looks give, so that runs stop early and late.
  const target = {
    metric,
    scorer: 's',
    halfWidth: toTarget(rates, samples, metric),
    looks: LOOKS,
    maxOutputTokens: null,
    betweenVariance: null,
  };
  const count = { allowed: 0, plain: 0 };
  const stops = new Map<string, number>();
  for (let run = 0; run < SIMULATIONS; run += 1) {
    const trials = drawTrials(rates, samples);
    const { epochs, stop } = decideLooks({ target, level: LEVEL, sampleCount: samples }, trials);
    stops.set(stop ?? '', (stops.get(stop ?? '') ?? 0) + 1);
    const seen = trials.filter(({ epoch }) => epoch <= epochs).flatMap(({ observation }) => observation ?? []);
    const outcomes = toSampleOutcomes(seen);
    for (const [name, level] of [
      ['allowed', toLookLevel(LEVEL, LOOKS.length)],
      ['plain', LEVEL],
    ] as const) {
      const { interval } = estimatePrecision(outcomes, metric, level);
      count[name] += interval !== null && (interval.lower ?? 0) <= truth && truth <= (interval.upper ?? 1) ? 1 : 0;
    }
  }
  const text = [...stops].map(([stop, runs]) => `${stop} ${((100 * runs) / SIMULATIONS).toFixed(0)} %`).join(', ');
  return { allowed: count.allowed / SIMULATIONS, plain: count.plain / SIMULATIONS, stops: text };
}

/** Median half width at the second look of a few runs. */
function toTarget(rates: readonly number[], samples: number, metric: PrecisionMetric): number {
  const widths = Array.from({ length: 21 }, () => {
    const seen = drawTrials(rates, samples)
      .filter(({ epoch }) => epoch <= (LOOKS[1] ?? 1))
      .flatMap(({ observation }) => observation ?? []);
    const { interval } = estimatePrecision(toSampleOutcomes(seen), metric, toLookLevel(LEVEL, LOOKS.length));
    return ((interval?.upper ?? 1) - (interval?.lower ?? 0)) / 2;
  }).toSorted((a, b) => a - b);
  return widths[10] ?? 0.1;
}

console.log(`Coverage at the stop, nominal ${LEVEL}, looks at ${LOOKS.join(', ')} epochs, ${SIMULATIONS} runs a row`);
console.log('population   samples  metric                 looks allowed for  plain    stopped by');
for (const population of ['small model', 'even', 'coins'] as const) {
  for (const samples of [30, 60, 100]) {
    for (const { metric, toTruth } of METRICS) {
      const { allowed, plain, stops } = simulate({ population, samples, metric, toTruth });
      console.log(
        `${population.padEnd(12)} ${String(samples).padStart(7)}  ${metric.id.padEnd(22)} ${allowed.toFixed(3).padStart(17)}  ${plain.toFixed(3)}    ${stops}`,
      );
    }
  }
}
