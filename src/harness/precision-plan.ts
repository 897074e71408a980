import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PrecisionRecord } from '#core/model/precision.ts';
import { ORIGINAL, type RunPlan } from '#core/model/trial.ts';
import { decideLooks, toLookLevel, type LooksDecided, type LookTrial } from '#core/stats/precision/decide-looks.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';

/** The plan without plain trials beyond so many epochs: a run with a precision target is planned to its last look. */
export function cutPlan(plan: RunPlan, epochs: number): RunPlan {
  const groups = plan.groups.map((group) =>
    group.conditionId === ORIGINAL
      ? { ...group, trials: group.trials.filter((trial) => trial.epoch <= epochs) }
      : group,
  );
  return { ...plan, groups, trialCount: groups.reduce((sum, group) => sum + group.trials.length, 0) };
}

/** Turns the events of a run into trials of its looks, in the order of the events; each trial once. */
export interface LookFold {
  land(events: readonly TranscriptEvent[]): void;
  decide(): LooksDecided;
}

/** An empty fold, or null where the configuration has no precision target. `plan` goes to the last look. */
export function createLookFold(config: HarnessConfig, plan: RunPlan): LookFold | null {
  const target = config.protocol.precision ?? null;
  const scorer = config.scorers.find(({ name }) => name === target?.scorer);
  if (target === null || scorer === undefined) return null;
  const originals = plan.conditionSamples.filter(({ conditionId }) => conditionId === ORIGINAL);
  const sampleById = new Map(originals.map(({ sample }) => [sample.sampleId, sample]));
  const trialByKey = new Map<string, LookTrial>();
  let decided: LooksDecided | null = null;

  const toTrial = (event: Extract<TranscriptEvent, { type: 'trial-end' | 'trial-error' }>): LookTrial | null => {
    const group = plan.groups[event.groupIndex];
    const sample = group?.conditionId === ORIGINAL ? sampleById.get(group.sampleId) : undefined;
    if (sample === undefined) return null;
    const { epoch } = event;
    if (event.type === 'trial-error') return event.final ? { epoch, observation: null, outputTokens: 0 } : null;
    const { outputText, outputTokenIds, options } = event.output;
    const score = scoreOutput(scorer, sample, outputText, options ?? null);
    const { sampleId, clusterId } = sample;
    const place = { sampleId, clusterId, conditionId: ORIGINAL, epoch };
    return {
      epoch,
      observation:
        score === null ? null : { ...place, value: score.value, success: score.success, answer: score.answer },
      outputTokens: outputTokenIds.length,
    };
  };

  return {
    land: (events) => {
      for (const event of events) {
        if ((event.type !== 'trial-end' && event.type !== 'trial-error') || isSettled(event.trialKey)) continue;
        const trial = toTrial(event);
        if (trial === null) continue;
        trialByKey.set(event.trialKey, trial);
        decided = null;
      }
    },
    decide: () => {
      const design = { target, level: config.analysis.level, sampleCount: originals.length };
      decided ??= decideLooks(design, [...trialByKey.values()]);
      return decided;
    },
  };

  function isSettled(trialKey: string): boolean {
    return trialByKey.has(trialKey);
  }
}

/** A run as far as its trials decide it: the epochs that it came to, or those of the look in progress. As given without a precision target. */
export function toDecidedRun(
  config: HarnessConfig,
  plan: RunPlan,
  events: readonly TranscriptEvent[],
): { readonly config: HarnessConfig; readonly plan: RunPlan; readonly precision: PrecisionRecord | null } {
  const fold = createLookFold(config, plan);
  if (fold === null) return { config, plan, precision: null };
  fold.land(events);
  const decided = fold.decide();
  const { protocol } = config;
  return {
    config: { ...config, protocol: { ...protocol, epochs: { ...protocol.epochs, baseline: decided.epochs } } },
    plan: cutPlan(plan, decided.epochs),
    precision: toPrecisionRecord(config, decided),
  };
}

/** The looks of a run as its report has them; null without a precision target. */
export function toPrecisionRecord(config: HarnessConfig, decided: LooksDecided): PrecisionRecord | null {
  const target = config.protocol.precision ?? null;
  if (target === null) return null;
  const { level } = config.analysis;
  return {
    model: config.models[0]?.modelId ?? '',
    target,
    level,
    lookLevel: toLookLevel(level, target.looks.length),
    looks: [...decided.looks],
    stop: decided.stop,
  };
}
