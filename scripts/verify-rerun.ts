import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toSessionConditionIds } from '#core/model/axis-conditions.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { usesSharedPrefix } from '#core/model/shared-prefix.ts';
import type { Sample } from '#core/model/sample.ts';
import type { BundleContents } from '#harness/bundle-contents.ts';
import type { Rerun } from '#harness/rerun-trials.ts';
import { toRerunConfig } from '#harness/rerun-config.ts';
import { findDifference, toDifferenceText } from '#harness/verify-difference.ts';

/** What `scripts/headless-rerun.ts` is asked: run these trials again with the model of a folder. */
export interface RerunRequest {
  readonly modelDir: string;
  readonly config: HarnessConfig;
  readonly samples: readonly Sample[];
  readonly trialKeys: readonly string[];
}

/** Signature of `rerunTrials` of `scripts/headless-rerun.ts`. */
export type RerunTrials = (request: RerunRequest) => Promise<Result<Rerun>>;

/** A trial of the bundle beside its rerun; `difference` null = identical. */
export interface RerunComparison {
  readonly trialKey: string;
  readonly place: string;
  readonly difference: string | null;
}

/** What a rerun says of a bundle. */
export interface RerunReport {
  readonly trials: readonly RerunComparison[];
  /** Whether this machine's own load of the model is bit-reproducible: what the bundle says of itself does not count. */
  readonly isReproducible: boolean;
  /** Where the load reports of bundle and rerun contradict each other. */
  readonly contradictions: readonly string[];
}

/** At most `count` completed trials of the first model, spread evenly over the transcripts; none that needs a session of its own. */
export function toSpreadTrials(contents: BundleContents, count: number): BundleContents['transcripts'] {
  const [model] = contents.config.models;
  const others = new Set(model === undefined ? [] : toSessionConditionIds(contents.config, model));
  const completed = contents.transcripts.filter(
    ({ row }) => row.status === 'completed' && row.model === model?.modelId && !others.has(row.conditionId),
  );
  const taken = Math.min(count, completed.length);
  return Array.from(
    { length: taken },
    (_, index) => completed[Math.floor(((index + 0.5) * completed.length) / taken)],
  ).flatMap((placed) => (placed === undefined ? [] : [placed]));
}

function toComparable(row: TranscriptRow): unknown {
  const { promptTokenIds, outputText, outputTokenIds, logprobs, finishReason, options } = row;
  const output = { outputText, outputTokenIds, logprobs, finishReason };
  return { promptTokenIds, output: options === undefined ? output : { ...output, options } };
}

/** Replies of the model about its answer, without those that the bundle's run could not get. */
function toComparableReplies(elicited: TranscriptRow['elicited'], { elicited: stored }: TranscriptRow): unknown {
  const isComparable = (field: 'pTrue' | 'verbalized'): boolean => {
    const code = stored?.[field]?.failureCode ?? null;
    return code === null || code === 'context-overflow';
  };
  return {
    pTrue: isComparable('pTrue') ? elicited?.pTrue : undefined,
    verbalized: isComparable('verbalized') ? elicited?.verbalized : undefined,
  };
}

/** Runs `count` trials of a bundle again and compares prompt tokens and outputs. */
export async function compareRerun(
  contents: BundleContents,
  modelDir: string,
  count: number,
  rerunTrials: RerunTrials,
): Promise<Result<RerunReport>> {
  const chosen = toSpreadTrials(contents, count);
  if (chosen.length === 0)
    return toFailed('bundle-invalid', 'The bundle has no completed trial that could be run again.');
  const rerun = await rerunTrials({
    modelDir,
    config: toRerunConfig(contents.config, contents.effectiveConfig),
    samples: contents.samples.map(({ row }) => row),
    trialKeys: chosen.map(({ row }) => row.trialKey),
  });
  if (!rerun.ok) return rerun;
  const rerunByTrialKey = new Map(rerun.value.trials.map((trial) => [trial.trialKey, trial]));
  const { load } = rerun.value;
  return toOk({
    isReproducible: load.reproducibilityClass === 'A',
    contradictions: findContradictions(contents, load),
    trials: chosen.map(({ row, member, line }) => {
      const place = `${member}:${line}`;
      const again = rerunByTrialKey.get(row.trialKey);
      if (again === undefined) return { trialKey: row.trialKey, place, difference: 'was not run again' };
      const { promptTokenIds, output } = again;
      const difference =
        findDifference({ promptTokenIds, output }, toComparable(row)) ??
        findDifference(toComparableReplies(again.elicited, row), toComparableReplies(row.elicited, row));
      return { trialKey: row.trialKey, place, difference: difference === null ? null : toDifferenceText(difference) };
    }),
  });
}

/** What must be the same of one model wherever it is loaded with the same threads. */
function findContradictions(contents: BundleContents, load: LoadReport): readonly string[] {
  const stated = contents.effectiveConfig.models.find((model) => model.load.modelId === load.modelId)?.load;
  if (stated === undefined) return [`effective-config.json says nothing of model "${load.modelId}"`];
  const toComparableLoad = ({
    modelHash,
    graphFile,
    graph,
    contextLength,
    stopTokenIds,
    chatTemplate,
    sampler,
    bytes,
    sharedPrefix,
    expandedWeights,
  }: LoadReport): unknown => ({
    usesSharedPrefix: usesSharedPrefix({ sharedPrefix }),
    effectiveDtype: expandedWeights?.effectiveDtype ?? null,
    modelHash,
    graphFile,
    graph,
    contextLength,
    stopTokenIds,
    chatTemplate,
    sampler,
    bytes,
  });
  const difference = findDifference(toComparableLoad(load), toComparableLoad(stated));
  const isOtherClass =
    load.runtime.threads === stated.runtime.threads && load.reproducibilityClass !== stated.reproducibilityClass;
  return [
    ...(difference === null ? [] : [`effective-config.json: ${toDifferenceText(difference)}`]),
    ...(isOtherClass
      ? [
          `effective-config.json: the class is ${stated.reproducibilityClass}, loading the model gives ${load.reproducibilityClass}`,
        ]
      : []),
  ];
}
