import { compareRuns } from '#core/replication/compare-runs.ts';
import type { ReplicationSide } from '#core/replication/pair-runs.ts';
import { DEFAULT_DELTA } from '#core/replication/replication-settings.ts';
import type { Replication } from '#core/replication/replication.ts';
import { createRng } from '#core/rng/rng.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { buildRunRows } from '#tests/unit/harness/analyse-fixtures.ts';
import { overRates, RATES } from './statistics/simulated-task.ts';

/** How often simulated pairs of runs got each verdict. */
export interface VerdictRow {
  readonly process: 'equal' | 'mean −10 points';
  readonly seeds: Replication['seeds'];
  readonly samples: number;
  readonly epochs: number;
  /** Simulated pairs. */
  readonly pairs: number;
  /** Shares of the pairs. */
  readonly equivalent: number;
  readonly inconclusive: number;
  readonly different: number;
  /** What is asked of `different`. */
  readonly limit: { readonly atMost: number } | { readonly atLeast: number };
}

/** Pairs of each row of the table when it is not reduced. */
export const VERDICT_PAIRS = 2000;

const SAMPLES = 200;
const EPOCHS = 5;
/** Relabellings where they cannot be counted; p-values in steps of .001. */
const PERMUTATIONS = 999;
/** Points that the mean success rate falls by in the rows with a difference. */
const DROP = 0.1;
/** Share of the trials whose noise another machine changes although the seeds are the same. */
const REDRAWN = 0.1;

const SCENARIOS = [
  { process: 'equal', seeds: 'independent', limit: { atMost: 0.06 } },
  { process: 'equal', seeds: 'equal', limit: { atMost: 0.06 } },
  { process: 'mean −10 points', seeds: 'independent', limit: { atLeast: 0.9 } },
  { process: 'mean −10 points', seeds: 'equal', limit: { atLeast: 0.9 } },
] as const satisfies readonly Pick<VerdictRow, 'process' | 'seeds' | 'limit'>[];

/**
 * Verdicts of the whole ladder (`compareRuns`, from rows to verdict) on pairs of runs of 200 samples and 5 epochs whose success rates are drawn
 * as small models show them. A trial succeeds where its noise is below the rate of its sample. Runs with the same seeds share the noise of nine
 * trials in ten, as runs on two machines do; a difference multiplies every rate, so that the mean falls by 10 points.
 * @param pairs of each row.
 */
export function measureVerdicts(pairs: number): readonly VerdictRow[] {
  return SCENARIOS.map((scenario) => {
    const rng = createRng('verdicts').fork(scenario.process).fork(scenario.seeds);
    const drawIndex = (size: number): number => rng.int(0, size - 1);
    const drawUnit = (): number => drawIndex(1_000_000) / 1_000_000;
    const { a, b } = buildSides(scenario.seeds);
    const factor = scenario.process === 'equal' ? 1 : 1 - DROP / overRates((rate) => rate);
    const verdicts = Array.from({ length: pairs }, () => {
      const rates = new Map(a.samples.map(({ sampleId }) => [sampleId, RATES[drawIndex(RATES.length)] ?? 0]));
      const noise = a.scores.map(drawUnit);
      const otherNoise = noise.map((unit) =>
        scenario.seeds === 'independent' || drawUnit() < REDRAWN ? drawUnit() : unit,
      );
      const toRate = (sampleId: string): number => rates.get(sampleId) ?? 0;
      const first = withOutcomes(a, (sampleId, index) => (noise[index] ?? 1) < toRate(sampleId));
      const second = withOutcomes(b, (sampleId, index) => (otherNoise[index] ?? 1) < factor * toRate(sampleId));
      return compareRuns(first, second, {
        delta: DEFAULT_DELTA,
        acceptsOtherSeed: true,
        permutations: PERMUTATIONS,
        drawIndex,
      }).verdict;
    });
    const toShare = (wanted: Replication['verdict']): number =>
      verdicts.filter((verdict) => verdict === wanted).length / pairs;
    return {
      ...scenario,
      samples: SAMPLES,
      epochs: EPOCHS,
      pairs,
      equivalent: toShare('EQUIVALENT'),
      inconclusive: toShare('INCONCLUSIVE'),
      different: toShare('DIFFERENT'),
    };
  });
}

/** Whether the share of DIFFERENT is within its limit. */
export function isVerdictMet({ different, limit }: VerdictRow): boolean {
  return 'atMost' in limit ? different <= limit.atMost : different >= limit.atLeast;
}

/** Two runs of one design, with the same master seed or with another. */
function buildSides(seeds: Replication['seeds']): { readonly a: ReplicationSide; readonly b: ReplicationSide } {
  const samples = buildSamples(SAMPLES);
  const { protocol } = buildConfig(samples);
  const build = (masterSeed: number): ReplicationSide => {
    const config = { protocol: { ...protocol, masterSeed, epochs: { baseline: EPOCHS, perturbed: 1 } } };
    return { ...buildRunRows({ samples, config }), effective: null };
  };
  return { a: build(7), b: build(seeds === 'equal' ? 7 : 8) };
}

/** The run with other outcomes; the tokens of an output say which it was, so runs are bit-exact only where all outcomes are the same. */
function withOutcomes(side: ReplicationSide, isRight: (sampleId: string, index: number) => boolean): ReplicationSide {
  const outcomes = side.scores.map(({ sampleId }, index) => isRight(sampleId, index));
  const scores = side.scores.map((row, index) => {
    const success = outcomes[index] === true ? 1 : 0;
    return { ...row, success, value: success, answer: success === 1 ? 'yes' : 'no' } as const;
  });
  const transcripts = side.transcripts.map((row, index) => {
    return { ...row, outputTokenIds: [outcomes[index] === true ? 1 : 2] };
  });
  return { ...side, scores, transcripts };
}
