import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { ORIGINAL, type RunPlan } from '#core/model/trial.ts';
import type { Observation } from '#core/stats/observation.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { toConditionKey } from './condition-key.ts';
import { toLiveEstimates } from './live-estimates.ts';
import type { LiveEstimate, RecentTrial } from './run-state.ts';

/** Trials kept for the live list. */
const RECENT_COUNT = 20;

/** Fold of landed events for the run screen. */
export interface LiveView {
  land(events: readonly TranscriptEvent[]): void;
  completedTrials(): number;
  failedTrials(): number;
  retriedAttempts(): number;
  recentTrials(): readonly RecentTrial[];
  /** Estimates over the original condition, of the first scorer. */
  estimates(): readonly LiveEstimate[];
}

/** An empty view of a plan. Scores are computed as trials land and are not stored. */
export function createLiveView(config: HarnessConfig, plan: RunPlan): LiveView {
  const conditionSampleByKey = new Map(
    plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  // A part of a run has some of the groups only.
  const groupByIndex = new Map(plan.groups.map((group) => [group.groupIndex, group]));
  const observations: Observation[] = [];
  const counts = { completed: 0, failed: 0, retried: 0 };
  let recent: RecentTrial[] = [];

  const landTrial = (event: Extract<TranscriptEvent, { type: 'trial-end' }>): void => {
    counts.completed += 1;
    const group = groupByIndex.get(event.groupIndex);
    const scorer = config.scorers[0];
    if (group === undefined) return;
    const sample = conditionSampleByKey.get(toConditionKey(group.conditionId, group.sampleId))?.sample;
    if (sample === undefined) return;
    const score =
      scorer === undefined ? null : scoreOutput(scorer, sample, event.output.outputText, event.output.options ?? null);
    const { conditionId, sampleId } = group;
    recent.unshift({
      trialKey: event.trialKey,
      sampleId,
      conditionId,
      epoch: event.epoch,
      outputText: event.output.outputText,
      score,
    });
    if (score !== null && conditionId === ORIGINAL && group.model === config.models[0]?.modelId) {
      const { value, success, answer } = score;
      observations.push({
        sampleId,
        clusterId: sample.clusterId,
        conditionId,
        epoch: event.epoch,
        value,
        success,
        answer,
      });
    }
  };

  return {
    land: (events) => {
      for (const event of events) {
        if (event.type === 'trial-end') landTrial(event);
        if (event.type === 'trial-error') counts[event.final ? 'failed' : 'retried'] += 1;
      }
      recent = recent.slice(0, RECENT_COUNT);
    },
    completedTrials: () => counts.completed,
    failedTrials: () => counts.failed,
    retriedAttempts: () => counts.retried,
    recentTrials: () => recent,
    estimates: () => toLiveEstimates(observations, config.analysis.level),
  };
}
