import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toOptionSum } from '#core/model/option-score.ts';
import type { Estimate } from '#core/model/report.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import type { Observation } from '#core/stats/observation.ts';
import { aboveChance, chanceLevel } from '#core/stats/output-guard/above-chance.ts';
import { modalAnswerShare } from '#core/stats/output-guard/modal-answer-share.ts';
import { outputShare, type FlaggedOutputs } from '#core/stats/output-guard/output-share.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toLoopShare } from '#core/text/to-loop-share.ts';
import { hasLetterOf } from '#protocols/perturbations/text/has-letter-of.ts';
import { toMainScript, type Script } from '#protocols/perturbations/text/script.ts';
import { foldText } from '#protocols/scorers/normalise-text.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { isNoop } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';

/** Share of an output that must be one loop. */
const LOOP_SHARE = 0.5;
const MAX_SHOWN_ANSWER = 60;
const NO_TRIALS = 'no completed trials';

/** Samples whose outputs are looked at together: one script, of the plain prompts also one family. */
interface Group {
  readonly params: { readonly script: string; readonly family?: string };
  readonly script: Script | null;
  readonly sampleIds: ReadonlySet<string>;
}

/**
 * Whether the outputs of a model are answers at all, by condition and script of the prompts (of the plain prompts by family too): empty,
 * cut off, looping, in another script, all options equal. Needs no scorer.
 */
export function analyseOutputs(context: AnalysisContext, model: string): readonly Estimate[] {
  const completed = context.rows.transcripts.filter(
    (row) => row.model === model && row.status === 'completed' && !isNoop(context, row),
  );
  const byCondition = Map.groupBy(completed, ({ conditionId }) => conditionId);
  const toGroups = createGroups(context);
  return context.rows.conditions.flatMap(({ conditionId }) => {
    const rows = byCondition.get(conditionId) ?? [];
    if (rows.length === 0) return [];
    return toGroups(conditionId).flatMap(({ params, script, sampleIds }) => {
      const members = rows.filter(({ sampleId }) => sampleIds.has(sampleId));
      const shareOf = (
        metric: string,
        isFlagged: (row: TranscriptRow) => boolean,
        taken: readonly TranscriptRow[] = members,
        reason = NO_TRIALS,
      ): Estimate =>
        context.estimate({ metric, model, conditionId, scorer: null, params }, (settings) =>
          outputShare(toFlagged(context, taken, isFlagged), reason, settings),
        );
      const chosen = members.filter(({ options }) => options !== undefined);
      if (chosen.length > 0) return [shareOf('option_tie', isTie, chosen)];
      const written = members.filter(({ sampleId }) => isWrittenIn(script, context.sampleById.get(sampleId)));
      return [
        shareOf('output_empty', ({ outputText }) => isEmpty(outputText ?? '')),
        shareOf('output_truncated', ({ finishReason }) => finishReason === 'length' || finishReason === 'context'),
        shareOf('output_loop', ({ outputText }) => toLoopShare(outputText ?? '') >= LOOP_SHARE),
        shareOf(
          'output_other_script',
          ({ outputText }) => script !== null && !hasLetterOf(script, outputText ?? ''),
          written,
          'no sample has a known script and a target with letters of it',
        ),
      ];
    });
  });
}

/** Of the same groups what needs a scorer: outputs without an answer, one answer for everything, and accuracy against guessing. */
export function analyseAnswers(context: AnalysisContext, model: string, scorer: Scorer): readonly Estimate[] {
  const observations = toObservationsByCondition(context, model, scorer.name);
  const toGroups = createGroups(context);
  const targetsById = new Map(context.rows.samples.map((sample) => [sample.sampleId, toTargetAnswers(scorer, sample)]));
  return context.rows.conditions.flatMap(({ conditionId }) => {
    const observed = observations.get(conditionId) ?? [];
    if (observed.length === 0) return [];
    return toGroups(conditionId).flatMap(({ params, sampleIds }) => {
      const members = observed.filter(({ sampleId }) => sampleIds.has(sampleId));
      if (members.length === 0) return [];
      return toAnswerEstimates(context, { model, conditionId, scorer: scorer.name }, params, members, targetsById);
    });
  });
}

function toAnswerEstimates(
  context: AnalysisContext,
  place: { readonly model: string; readonly conditionId: string; readonly scorer: string },
  params: Group['params'],
  members: readonly Observation[],
  targetsById: ReadonlyMap<string, readonly string[]>,
): readonly Estimate[] {
  const outcomes = toSampleOutcomes(members);
  const unparsed = outcomes.map(({ sampleId, clusterId, trials, unparsable }) => {
    return { sampleId, clusterId, trials, flagged: unparsable };
  });
  const guessable = outcomes.map(({ sampleId, clusterId, meanScore }) => ({
    sampleId,
    clusterId,
    meanScore,
    optionCount: context.sampleById.get(sampleId)?.options?.texts.length ?? null,
    targets: targetsById.get(sampleId) ?? [],
  }));
  const modal = modalAnswerShare(outcomes, context.openSettings());
  const isRight = outcomes.filter(({ sampleId }) =>
    modal.answer === null ? false : (targetsById.get(sampleId) ?? []).includes(modal.answer),
  );
  const ofModal =
    modal.answer === null
      ? {}
      : { answer: toShown(modal.answer), targetShare: isRight.length / Math.max(1, outcomes.length) };
  const give = (
    metric: string,
    run: (settings: IntervalSettings) => MetricResult,
    more: Estimate['params'] = {},
  ): Estimate => context.estimate({ ...place, metric, params: { ...params, ...more } }, run);
  return [
    give('unparsable_rate', (settings) => outputShare(unparsed, NO_TRIALS, settings)),
    give('modal_answer_share', () => modal, ofModal),
    give('chance_level', () => chanceLevel(guessable)),
    give('above_chance', (settings) => aboveChance(guessable, settings)),
  ];
}

/** The groups of a condition; worked out once, since every condition of a kind has the same. */
function createGroups({ rows: { samples } }: AnalysisContext): (conditionId: string) => readonly Group[] {
  const byScript = Map.groupBy(samples, ({ input }) => toMainScript(input));
  const wholes = [...byScript].map(([script, members]): Group => {
    return { params: { script: script ?? 'other' }, script, sampleIds: toIds(members) };
  });
  const withParts = [...byScript].flatMap(([script, members], index) => {
    const families = Map.groupBy(members, ({ family }) => family);
    const parts = [...families].map(([family, some]): Group => {
      return { params: { script: script ?? 'other', family }, script, sampleIds: toIds(some) };
    });
    return [...wholes.slice(index, index + 1), ...(parts.length > 1 ? parts : [])];
  });
  return (conditionId) => (conditionId === ORIGINAL ? withParts : wholes);
}

function toIds(samples: readonly Sample[]): ReadonlySet<string> {
  return new Set(samples.map(({ sampleId }) => sampleId));
}

/** Targets as the scorer gives answers: the text of an option by its label too. A target that it cannot read (a pattern) stands for itself. */
function toTargetAnswers(scorer: Scorer, sample: Sample): readonly string[] {
  const { labels = null, texts = [] } = sample.options ?? {};
  return sample.target.map((target) => {
    const answer = scoreOutput(scorer, sample, target)?.answer ?? null;
    return answer ?? foldText(texts[labels?.indexOf(target) ?? -1] ?? target);
  });
}

function toFlagged(
  context: AnalysisContext,
  rows: readonly TranscriptRow[],
  isFlagged: (row: TranscriptRow) => boolean,
): readonly FlaggedOutputs[] {
  return [...Map.groupBy(rows, ({ sampleId }) => sampleId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([sampleId, trials]) => ({
      sampleId,
      clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId,
      trials: trials.length,
      flagged: trials.filter(isFlagged).length,
    }));
}

/** White space, controls and characters without a width. */
function isEmpty(text: string): boolean {
  return /^[\p{White_Space}\p{Cc}\p{Cf}]*$/u.test(text);
}

function isWrittenIn(script: Script | null, sample: Sample | undefined): boolean {
  return script !== null && sample !== undefined && sample.target.some((target) => hasLetterOf(script, target));
}

function isTie({ options }: TranscriptRow): boolean {
  const sums = (options ?? []).map(toOptionSum);
  return Math.max(...sums) - Math.min(...sums) < 1e-6;
}

function toShown(answer: string): string {
  const points = Array.from(answer);
  return points.length <= MAX_SHOWN_ANSWER ? answer : `${points.slice(0, MAX_SHOWN_ANSWER).join('')}…`;
}
