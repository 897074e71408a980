import { equivalencePower } from '#core/replication/equivalence-power.ts';
import { toMeanDifference } from '#core/replication/cell-rates.ts';
import { testLabels } from '#core/replication/permutation-test.ts';
import type { RunCell } from '#core/replication/run-cells.ts';
import { toVerdict } from '#core/replication/verdict.ts';
import { createRng } from '#core/rng/rng.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import type { Effort } from './coverage-row.ts';
import { RATES } from './simulated-task.ts';

const DELTA = 0.05;

/** What changes between the runs, as a function of a sample's success rate and index. */
interface Scenario {
  readonly name: string;
  readonly samples: number;
  readonly epochs: number;
  readonly toOther: (rate: number, index: number) => number;
  /** What the share of `verdict` must be. */
  readonly verdict: 'DIFFERENT' | 'EQUIVALENT';
  readonly limit: { readonly atMost: number } | { readonly atLeast: number } | null;
}

const same = (rate: number): number => rate;
const lose =
  (points: number) =>
  (rate: number): number =>
    Math.max(0, rate - points);
/** A drop of the mean by `points`: every rate is multiplied, so that none leaves [0, 1]. */
const scale =
  (points: number) =>
  (rate: number): number =>
    rate * (1 - points / MEAN_RATE);
/** Rates move by ±`points` by turns: the mean stays. */
const shuffle =
  (points: number) =>
  (rate: number, index: number): number =>
    Math.min(1, Math.max(0, rate + (index % 2 === 0 ? points : -points)));
const MEAN_RATE = RATES.reduce((sum, rate) => sum + rate, 0) / RATES.length;

const scenarios: readonly Scenario[] = [
  ...[1, 2, 5, 16].map((epochs): Scenario => {
    return {
      name: 'no difference',
      samples: 200,
      epochs,
      toOther: same,
      verdict: 'DIFFERENT',
      limit: { atMost: 0.05 },
    };
  }),
  { name: 'no difference', samples: 50, epochs: 5, toOther: same, verdict: 'DIFFERENT', limit: { atMost: 0.05 } },
  {
    name: 'mean −10 points',
    samples: 200,
    epochs: 5,
    toOther: scale(0.1),
    verdict: 'DIFFERENT',
    limit: { atLeast: 0.99 },
  },
  { name: 'each rate −10 points', samples: 200, epochs: 5, toOther: lose(0.1), verdict: 'DIFFERENT', limit: null },
  { name: 'mean −5 points', samples: 200, epochs: 5, toOther: scale(0.05), verdict: 'DIFFERENT', limit: null },
  { name: 'rates ±20, same mean', samples: 200, epochs: 5, toOther: shuffle(0.2), verdict: 'DIFFERENT', limit: null },
  { name: 'no difference', samples: 200, epochs: 16, toOther: same, verdict: 'EQUIVALENT', limit: null },
  { name: 'no difference', samples: 1000, epochs: 5, toOther: same, verdict: 'EQUIVALENT', limit: null },
];

const rng = createRng('replication-power');
const drawIndex = (size: number): number => rng.int(0, size - 1);

function drawSuccesses(rate: number, epochs: number): number {
  let successes = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) successes += drawIndex(1_000_000) < rate * 1_000_000 ? 1 : 0;
  return successes;
}

function drawCell({ epochs, toOther }: Scenario, index: number): RunCell {
  const rate = RATES[drawIndex(RATES.length)] ?? 0;
  return {
    sampleId: String(index),
    clusterId: String(index),
    trialsA: epochs,
    successesA: drawSuccesses(rate, epochs),
    trialsB: epochs,
    successesB: drawSuccesses(toOther(rate, index), epochs),
    discordantPairs: null,
    cellsOfSample: 1,
  };
}

/** The verdict as `compareRuns` reaches it, for independent noise. */
function simulate(scenario: Scenario): ReturnType<typeof toVerdict>['verdict'] {
  const cells = Array.from({ length: scenario.samples }, (_, index) => drawCell(scenario, index));
  const { squares, mean } = testLabels(cells, { permutations: 999, drawIndex });
  const adjusted = holmAdjust([squares, mean].flatMap((test) => test?.pValue ?? []));
  const toAdjusted = (test: typeof squares, position: number) =>
    test && { ...test, adjustedPValue: adjusted[position] ?? 1 };
  const { value, reason, interval, n, clusters } = toMeanDifference(cells);
  const isInside = interval !== null && (interval.lower ?? -1) > -DELTA && (interval.upper ?? 1) < DELTA;
  return toVerdict({
    isBitExact: false,
    isAnswerExact: false,
    squaresTest: toAdjusted(squares, 0),
    meanTest: toAdjusted(mean, squares === null ? 0 : 1),
    difference: { value, reason, interval, n, clusters, isInside },
    delta: DELTA,
  }).verdict;
}

/** How often two runs got each verdict. */
export interface ReplicationRow {
  readonly difference: string;
  readonly samples: number;
  readonly epochs: number;
  readonly equivalent: number;
  readonly inconclusive: number;
  readonly different: number;
  readonly simulations: number;
  /** Chance of EQUIVALENT as `equivalencePower` foretells it; null where the runs differ. */
  readonly planned: number | null;
  /** DESIGN §8: at most 5 % false DIFFERENT, at least 99 % at a 10-point difference with 200 samples and 5 epochs; null = nothing asked. */
  readonly isHeld: boolean | null;
}

/** Verdicts on simulated pairs of runs, by true difference. */
export function listReplicationPower({ simulations }: Effort): readonly ReplicationRow[] {
  const trialVariance = RATES.reduce((sum, rate) => sum + rate * (1 - rate), 0) / RATES.length;
  return scenarios.map((scenario) => {
    const verdicts = Array.from({ length: simulations }, () => simulate(scenario));
    const toShare = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length / simulations;
    const { name, samples, epochs, verdict, limit, toOther } = scenario;
    const share = toShare(verdict);
    // A simulated share may lie three standard errors beyond its limit.
    const slack = 3 * Math.sqrt((0.05 * 0.95) / simulations);
    return {
      difference: name,
      samples,
      epochs,
      equivalent: toShare('EQUIVALENT'),
      inconclusive: toShare('INCONCLUSIVE'),
      different: toShare('DIFFERENT'),
      simulations,
      planned: toOther === same ? equivalencePower({ samples, trials: epochs, trialVariance, delta: DELTA }) : null,
      isHeld:
        limit === null ? null : 'atMost' in limit ? share <= limit.atMost + slack : share >= limit.atLeast - slack / 5,
    };
  });
}
