import type { ScoreRow } from '../bundle/rows.ts';
import {
  toDifferenceSd,
  toDiscordance,
  toKappa,
  toMeanDifference,
  toNoiseFloor,
  toPairedOutcomes,
} from './cell-rates.ts';
import { isSameTokens, toBoth } from './divergence.ts';
import { samplesToEquivalence } from './equivalence-power.ts';
import { isAllExact, toExactShare } from './exact-share.ts';
import { mcNemar } from './mcnemar.ts';
import type { ModelPair, ReplicationSide } from './pair-runs.ts';
import { toScoreByKey } from './pair-runs.ts';
import type { LabelTests } from './permutation-test.ts';
import { testLabels } from './permutation-test.ts';
import { probPracticallyEqual } from './practical-equality.ts';
import type { ReplicationSettings } from './replication-settings.ts';
import type { ExactShare, ReplicationComparison } from './replication.ts';
import type { RunCell } from './run-cells.ts';
import { toRunCells } from './run-cells.ts';
import { toVerdict } from './verdict.ts';

/** One model and scorer of two runs. */
export interface ScorerPair {
  readonly a: ReplicationSide;
  readonly b: ReplicationSide;
  readonly model: ModelPair;
  readonly scorer: string;
}

type AdjustedTest = ReplicationComparison['meanTest'];

/** A comparison that waits for its p-values to be adjusted with those of the others. */
export interface ComparisonDraft {
  readonly tests: LabelTests;
  readonly conclude: (squaresTest: AdjustedTest, meanTest: AdjustedTest) => ReplicationComparison;
}

/** Everything of the ladder that needs the scores of one scorer. */
export function compareScorer({ a, b, model, scorer }: ScorerPair, settings: ReplicationSettings): ComparisonDraft {
  const { modelA, modelB, seeds, pairs } = model;
  const scoresA = toScoreByKey(a, scorer);
  const scoresB = toScoreByKey(b, scorer);
  const cells = toRunCells(pairs, scoresA, scoresB, seeds);
  const difference = toDifference(cells, settings.delta);
  const answerExact = seeds === 'equal' ? toAnswerExact(model, scoresA, scoresB) : null;
  const both = toBoth(pairs);
  const isComplete = both.length === pairs.length;
  const isBitExact = seeds === 'equal' && isComplete && both.length > 0 && both.every(isSameTokens);
  return {
    tests: testLabels(cells, settings),
    conclude: (squaresTest, meanTest) => {
      const isAnswerExact = isComplete && isAllExact(answerExact);
      const { delta } = settings;
      const evidence = { isBitExact, isAnswerExact, squaresTest, meanTest, difference, delta };
      const { verdict, reasons } = toVerdict(evidence);
      return {
        modelA,
        modelB,
        scorer,
        verdict,
        reasons,
        answerExact,
        squaresTest,
        meanTest,
        difference,
        ...toSideEvidence(cells, delta),
        samplesToDecide: verdict === 'INCONCLUSIVE' ? samplesToEquivalence(toDifferenceSd(cells), delta) : null,
      };
    },
  };
}

/** L4, and what only one trial a sample can show. */
function toSideEvidence(
  cells: readonly RunCell[],
  delta: number,
): Pick<ReplicationComparison, 'discordance' | 'mcNemar' | 'probPracticallyEqual'> {
  const { value, interval } = toDiscordance(cells);
  const outcomes = toPairedOutcomes(cells);
  return {
    discordance: { value, interval, noiseFloor: toNoiseFloor(cells), kappa: toKappa(cells) },
    mcNemar: outcomes && {
      onlyA: outcomes.onlyA,
      onlyB: outcomes.onlyB,
      ...mcNemar(outcomes.onlyA, outcomes.onlyB),
    },
    probPracticallyEqual: outcomes && probPracticallyEqual(outcomes, delta),
  };
}

function toDifference(cells: readonly RunCell[], delta: number): ReplicationComparison['difference'] {
  const { value, reason, interval, n, clusters } = toMeanDifference(cells);
  const isInside = interval !== null && (interval.lower ?? -1) > -delta && (interval.upper ?? 1) < delta;
  return { value, reason, interval, n, clusters, isInside };
}

/** L1. Two unparsable answers are no answer in common, unless the outputs are the same to the token. */
function toAnswerExact(
  { pairs }: ModelPair,
  scoresA: ReadonlyMap<string, ScoreRow>,
  scoresB: ReadonlyMap<string, ScoreRow>,
): ExactShare {
  const trials = toBoth(pairs).flatMap((trial) => {
    const one = scoresA.get(trial.a.trialKey);
    const other = scoresB.get(trial.b.trialKey);
    if (one === undefined || other === undefined) return [];
    const isIdentical = (one.answer !== null && one.answer === other.answer) || isSameTokens(trial);
    return [{ sampleId: trial.sampleId, isIdentical }];
  });
  return toExactShare(trials);
}
