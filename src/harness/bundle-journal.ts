import { toEnvironment } from '#core/bundle/environment-member.ts';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import { createFailure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import type { BundleContents, PlacedRow } from './bundle-contents.ts';
import { planRun } from './plan-run.ts';

/** First line of a bundle's journal. */
export function toRunStart(contents: BundleContents): EventOf<'run-start'> {
  const { manifest, config, effectiveConfig, environment, samples } = contents;
  return {
    type: 'run-start',
    schemaVersion: 1,
    runId: manifest.runId,
    createdAt: manifest.createdAt,
    configHash: effectiveConfig.configHash,
    config,
    samples: samples.map(({ row }) => row),
    build: effectiveConfig.harness,
    environment: toEnvironment(environment),
    ...(effectiveConfig.extends === undefined ? {} : { extends: effectiveConfig.extends }),
  };
}

/** The scorers that were added to a bundle's run, as events. */
export function toScorerAdds({ addedScorers }: BundleContents): readonly EventOf<'scorer-add'>[] {
  return addedScorers.map(({ scorer, rootHash }) => ({ type: 'scorer-add', scorer, rootHash }));
}

/**
 * A journal whose fold gives the rows of the bundle, so that every screen reads an opened bundle as a run. Fails with
 * `bundle-invalid` when a row belongs to no trial of the plan. Events stand in an order that no run writes (all group starts,
 * all errors, all ends), which keeps the order of `attempts-*.jsonl`; the fold does not depend on it.
 */
export function toJournalEvents(contents: BundleContents): Result<readonly TranscriptEvent[]> {
  const { manifest, config, effectiveConfig, transcripts, attempts, timings, tokenizerFilesByModel } = contents;
  const runStart = toRunStart(contents);
  const planned = planRun(config, runStart.samples);
  if (!planned.ok)
    return toFailed('bundle-invalid', `The bundle's configuration cannot be planned: ${planned.failure.message}`, {
      location: 'config.json',
    });
  const placeByTrialKey = new Map(
    planned.value.groups.flatMap((group) =>
      group.trials.map(({ trialKey, epoch }) => [trialKey, { group, trialKey, epoch }] as const),
    ),
  );
  const timingByTrialKey = new Map(timings.map(({ row }) => [row.trialKey, row]));

  const groupStarts = new Map<number, EventOf<'group-start'>>();
  const ends: TranscriptEvent[] = [];
  for (const placed of transcripts) {
    const { row } = placed;
    const place = placeByTrialKey.get(row.trialKey);
    if (place === undefined || place.epoch !== row.epoch) return toUnplanned(placed);
    const { groupIndex } = place.group;
    const { model, sampleId, conditionId, prompt, promptTokenIds } = row;
    groupStarts.set(groupIndex, {
      type: 'group-start',
      groupIndex,
      model,
      sampleId,
      conditionId,
      prompt,
      promptTokenIds,
    });
    const output = toOutput(row);
    if (output === null) continue;
    const timing = timingByTrialKey.get(row.trialKey);
    if (timing === undefined)
      return toFailed('bundle-invalid', `${placed.member}:${placed.line}: the trial has no row in timings.`, {
        location: `${placed.member}:${placed.line}`,
      });
    const { trialKey, attempt, elicitationTimings, ...times } = timing;
    ends.push({
      type: 'trial-end',
      groupIndex,
      trialKey,
      epoch: row.epoch,
      attempt,
      output,
      timing: times,
      ...(row.elicited === undefined ? {} : { elicited: row.elicited }),
      ...(elicitationTimings === undefined ? {} : { elicitationTimings }),
    });
    if (row.forced !== undefined) ends.push({ type: 'forced-end', trialKey, forced: row.forced });
  }
  const errors: TranscriptEvent[] = [];
  for (const placed of attempts) {
    const { trialKey, attempt, at, failureCode, message, final } = placed.row;
    const place = placeByTrialKey.get(trialKey);
    if (place === undefined) return toUnplanned(placed);
    errors.push({
      type: 'trial-error',
      groupIndex: place.group.groupIndex,
      trialKey,
      epoch: place.epoch,
      attempt,
      at,
      failure: createFailure(failureCode, message),
      final,
    });
  }
  const at = manifest.createdAt;
  return toOk([
    runStart,
    ...effectiveConfig.models.flatMap(
      ({ load, determinismCheck, canary, controlProbe, axes = [] }): readonly TranscriptEvent[] => [
        { type: 'model-load-end', model: load.modelId, at, report: load },
        ...(canary === undefined ? [] : [{ type: 'canary-end', model: load.modelId, canary } as const]),
        { type: 'determinism-check-end', model: load.modelId, check: determinismCheck },
        ...(controlProbe === undefined
          ? []
          : [{ type: 'control-probe-end', model: load.modelId, probe: controlProbe } as const]),
        ...axes.flatMap(({ conditionId, load: report, canary: ofAxis }): readonly TranscriptEvent[] => [
          ...(report === null
            ? []
            : [{ type: 'model-load-end', model: load.modelId, conditionId, at, report } as const]),
          ...(ofAxis === undefined
            ? []
            : [{ type: 'canary-end', model: load.modelId, conditionId, canary: ofAxis } as const]),
        ]),
      ],
    ),
    ...Object.entries(tokenizerFilesByModel).map(([model, textByPath]): TranscriptEvent => ({
      type: 'tokenizer-files',
      model,
      textByPath: { ...textByPath },
    })),
    ...toScorerAdds(contents),
    ...groupStarts.values(),
    ...errors,
    ...ends,
    ...contents.annotations.map(({ row }): TranscriptEvent => ({ type: 'annotation', annotation: row })),
    ...(manifest.status === 'unfinished' ? [] : [{ type: 'run-end', at, status: manifest.status } as const]),
  ]);
}

function toUnplanned({ row, member, line }: PlacedRow<{ readonly trialKey: string }>): Result<never> {
  return toFailed(
    'bundle-invalid',
    `${member}:${line}: trial ${row.trialKey.slice(0, 12)}… is not one that the configuration plans.`,
    { location: `${member}:${line}` },
  );
}

function toOutput({
  outputText,
  outputTokenIds,
  logprobs,
  finishReason,
  options,
}: TranscriptRow): EventOf<'trial-end'>['output'] | null {
  if (outputText === null || outputTokenIds === null || logprobs === null || finishReason === null) return null;
  const output = { outputText, outputTokenIds, logprobs, finishReason };
  return options === undefined ? output : { ...output, options };
}
