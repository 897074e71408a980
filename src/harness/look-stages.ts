import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import type { PrecisionRecord } from '#core/model/precision.ts';
import { ORIGINAL, type RunPlan, type Trial, type TrialGroup } from '#core/model/trial.ts';
import { createLookFold, cutPlan, toPrecisionRecord } from './precision-plan.ts';
import type { PreparedRun } from './run-library.ts';

/** What of a group is still to be run. */
interface PendingTrials {
  readonly group: TrialGroup;
  readonly trials: readonly Trial[];
  /** In the order of `trials`. */
  readonly noiseKeys?: readonly string[];
}

/** The stages of a run with a precision target: plain prompts look by look until the rule stops, then everything else. */
export interface LookStages {
  /** Takes note of trials that have landed. */
  land(events: readonly TranscriptEvent[]): void;
  /** Of what is pending, what may be run at all as far as is known now. */
  toPossible<T extends PendingTrials>(pending: readonly T[]): readonly T[];
  /** Of what is pending, the next stage; empty = nothing is left. */
  toNext<T extends PendingTrials>(pending: readonly T[]): readonly T[];
  /** Looks that are not in the journal yet, each given once. */
  takeLooks(): readonly EventOf<'precision-look'>[];
  /** The plan as far as it is decided: up to the look that is being worked on. */
  plan(): RunPlan;
  record(): PrecisionRecord;
}

/** Stages that go on from the events of earlier sessions; null where the configuration has no precision target. */
export function createLookStages(
  { config, plan }: PreparedRun,
  earlier: readonly TranscriptEvent[],
): LookStages | null {
  const fold = createLookFold(config, plan);
  if (fold === null) return null;
  const model = config.models[0]?.modelId ?? '';
  const settled = new Set<string>();
  const written = new Set(earlier.flatMap((event) => (event.type === 'precision-look' ? [event.look] : [])));
  const land = (events: readonly TranscriptEvent[]): void => {
    fold.land(events);
    for (const event of events)
      if (event.type === 'trial-end' || (event.type === 'trial-error' && event.final)) settled.add(event.trialKey);
  };
  land(earlier);

  const pick = <T extends PendingTrials>(pending: readonly T[], isWanted: (trial: Trial) => boolean): readonly T[] =>
    pending.flatMap((entry) => {
      const kept = entry.trials.flatMap((trial, index) =>
        !settled.has(trial.trialKey) && isWanted(trial) ? [{ trial, noiseKey: entry.noiseKeys?.[index] }] : [],
      );
      const trials = kept.map(({ trial }) => trial);
      const noiseKeys = kept.flatMap(({ noiseKey }) => noiseKey ?? []);
      return kept.length === 0 ? [] : [{ ...entry, trials, ...(entry.noiseKeys === undefined ? {} : { noiseKeys }) }];
    });

  return {
    land,
    toPossible: (pending) => {
      const { stop, epochs } = fold.decide();
      return pick(pending, ({ conditionId, epoch }) => stop === null || conditionId !== ORIGINAL || epoch <= epochs);
    },
    toNext: (pending) => {
      const { stop, epochs } = fold.decide();
      return pick(pending, ({ conditionId, epoch }) => (conditionId === ORIGINAL ? epoch <= epochs : stop !== null));
    },
    takeLooks: () => {
      const looks = fold.decide().looks.filter(({ look }) => !written.has(look));
      for (const { look } of looks) written.add(look);
      return looks.map((look) => ({ type: 'precision-look', model, ...look }));
    },
    plan: () => cutPlan(plan, fold.decide().epochs),
    record: () => {
      const record = toPrecisionRecord(config, fold.decide());
      if (record === null) throw new Error('a fold of looks without a precision target');
      return record;
    },
  };
}
