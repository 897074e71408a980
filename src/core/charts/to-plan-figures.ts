import { toPerplexityMode } from '../model/task-mode.ts';
import { encodeUtf8 } from '../bundle/utf8.ts';
import { toTrialsPerSample } from '../model/axis-conditions.ts';
import type { HarnessConfig } from '../model/harness-config.ts';
import { EXAMPLE_VARIANCES } from '../stats/example-variances.ts';
import type { ModelRef } from '../model/model-ref.ts';
import { ORIGINAL, type RunPlan } from '../model/trial.ts';

/** A plan in numbers, before anything runs. */
export interface PlanFigures {
  readonly trials: number;
  /** Trials if a precision target stopped the run at its first look; the same number without one. */
  readonly trialsAtLeast: number;
  readonly groups: number;
  readonly samples: number;
  readonly conditions: number;
  /** Pairs of sample and condition that a perturbation leaves unchanged. */
  readonly noops: number;
  /**
   * Smallest true difference between two systems that the plain prompts find with power .8 at α = .05, variances as in Miller's example;
   * clusters are counted, not samples. Null with fewer than 2 clusters.
   */
  readonly smallestDifference: number | null;
  /** Every trial at its full length: an upper bound. */
  readonly outputTokensAtMost: number;
  /** Prefill of every group and question, every trial as long as its sample's longest target, every reply a number, at the assumed speed. */
  readonly durationMs: number;
  /** The same with every trial at its full length. */
  readonly durationMsAtMost: number;
  /** Bytes of model files that do not come from this machine. */
  readonly fetchBytes: number;
}

/** How fast a model is expected to be before anything was measured: a guess for a plan, never a result. */
export interface AssumedSpeed {
  /** Output tokens of all rows together per second. */
  readonly tokensPerSecond: number;
  /** Prefill and other fixed cost of a group, ms. */
  readonly groupMs: number;
}

/** The figures of a plan at a measured or assumed speed. */
export function toPlanFigures(config: HarnessConfig, plan: RunPlan, speed: AssumedSpeed): PlanFigures {
  const isOfTexts = toPerplexityMode(config.task) !== null;
  const outputTokensAtMost = isOfTexts ? toTextBytes(plan) : plan.trialCount * config.decoding.maxNewTokens;
  const expectedTokens = isOfTexts ? outputTokensAtMost / BYTES_PER_TOKEN : toTargetTokens(config, plan);
  const questions = toQuestions(config, plan);
  const toDurationMs = (outputTokens: number, answers: number, replyTokens: number): number =>
    (plan.groups.length + answers * questions.perAnswer) * speed.groupMs +
    ((outputTokens + answers * replyTokens) / speed.tokensPerSecond) * 1000;
  return {
    trials: plan.trialCount,
    trialsAtLeast: plan.trialCount - toTrialsOfLaterLooks(config, plan),
    groups: plan.groups.length,
    samples: new Set(plan.conditionSamples.map(({ sample }) => sample.sampleId)).size,
    conditions: plan.conditions.length,
    noops: Object.values(plan.noopCountByCondition).reduce((sum, count) => sum + count, 0),
    smallestDifference: isOfTexts ? null : toSmallestDifference(config, plan),
    outputTokensAtMost,
    durationMs: toDurationMs(expectedTokens, questions.answers, Math.min(REPLY_TOKENS, questions.replyTokensAtMost)),
    durationMsAtMost: toDurationMs(outputTokensAtMost, questions.answersAtMost, questions.replyTokensAtMost),
    fetchBytes: toFetchBytes(config),
  };
}

/** Tokens of a number from 0 to 100 with its stop token, about. */
const REPLY_TOKENS = 4;

/** Questions about answers: each is a prompt of its own, asked once for equal answers of one prompt. */
function toQuestions(
  { confidence = null, decoding }: HarnessConfig,
  { groups }: RunPlan,
): {
  readonly perAnswer: number;
  /** Distinct answers to expect: one a prompt where nothing is drawn, else as many as trials. */
  readonly answers: number;
  readonly answersAtMost: number;
  readonly replyTokensAtMost: number;
} {
  if (confidence === null) return { perAnswer: 0, answers: 0, answersAtMost: 0, replyTokensAtMost: 0 };
  const asked = groups.filter(({ conditionId }) => confidence.conditions === 'all' || conditionId === ORIGINAL);
  const trials = asked.reduce((sum, group) => sum + group.trials.length, 0);
  return {
    perAnswer: Number(confidence.pTrue !== null) + Number(confidence.verbalized !== null),
    answers: decoding.temperature === 0 ? asked.length : trials,
    answersAtMost: trials,
    replyTokensAtMost: confidence.verbalized?.maxNewTokens ?? 0,
  };
}

/** Plain trials beyond the first look of a precision target. */
function toTrialsOfLaterLooks({ protocol }: HarnessConfig, plan: RunPlan): number {
  if ((protocol.precision ?? null) === null) return 0;
  const plain = plan.groups.filter(({ conditionId }) => conditionId === ORIGINAL);
  return plain.reduce((sum, { trials }) => sum + trials.length - protocol.epochs.baseline, 0);
}

/** z(.975) + z(.8): the page's first load does without quantile functions, a test compares. */
const Z_SUM = 2.801585218112968;

/** `mde` of METRICS §1.5 for the numbers that nobody has stated. */
function toSmallestDifference({ protocol }: HarnessConfig, plan: RunPlan): number | null {
  const samples = plan.conditionSamples.filter(({ conditionId }) => conditionId === ORIGINAL);
  const clusters = new Set(samples.map(({ sample }) => sample.clusterId)).size;
  const { within, difference } = EXAMPLE_VARIANCES;
  const variance = difference + (2 * within) / protocol.epochs.baseline;
  return clusters < 2 ? null : Z_SUM * Math.sqrt(variance / clusters);
}

/** UTF-8 bytes of a token where no tokenizer is at hand; those of small vocabularies hold 2 to 4. */
const BYTES_PER_TOKEN = 3;

/** Output tokens if every trial answered with its sample's longest target and then stopped; never over the length allowed. */
function toTargetTokens(config: HarnessConfig, plan: RunPlan): number {
  const tokensBySample = new Map(
    plan.conditionSamples.map(({ sample }) => {
      const bytes = Math.max(...sample.target.map((target) => encodeUtf8(target).length));
      return [sample.sampleId, Math.min(config.decoding.maxNewTokens, Math.ceil(bytes / BYTES_PER_TOKEN) + 1)] as const;
    }),
  );
  return plan.groups.reduce(
    (sum, { sampleId, trials }) => sum + trials.length * (tokensBySample.get(sampleId) ?? 0),
    0,
  );
}

/** UTF-8 bytes of every text that is measured, of which no token has less than one. */
function toTextBytes({ groups, conditionSamples }: RunPlan): number {
  const bytesByGroup = new Map(
    conditionSamples.map(({ conditionId, sample }) => [
      `${conditionId}\u0000${sample.sampleId}`,
      encodeUtf8(sample.input).length,
    ]),
  );
  return groups.reduce(
    (sum, { conditionId, sampleId }) => sum + (bytesByGroup.get(`${conditionId}\u0000${sampleId}`) ?? 0),
    0,
  );
}

/** Most trials that a configuration can plan; noops can only lower it. Needs no samples. */
export function toTrialCountAtMost(config: HarnessConfig): number {
  const { samples } = config.task;
  const sampleCount = samples.type === 'inline' ? samples.samples.length : samples.sampleCount;
  return config.models.length * sampleCount * toTrialsPerSample(config.protocol);
}

/** Bytes of model files that would be fetched if none of them were here yet; local folders count nothing. */
export function toFetchBytes(config: HarnessConfig): number {
  return config.models
    .filter((model) => model.source.type !== 'local')
    .flatMap((model) => model.files)
    .reduce((sum, file) => sum + file.bytes, 0);
}

/** Where model files would come from: `this site`, origins of URLs, `a folder on this machine`; each once. */
export function toFetchPlaces(config: HarnessConfig): readonly string[] {
  const places = config.models.map(({ source }) => {
    switch (source.type) {
      case 'embedded':
        return 'this site';
      case 'url':
        return toOriginText(source.baseUrl);
      case 'hub':
        return toOriginText(source.hubUrl);
      case 'local':
        return 'a folder on this machine';
      default:
        return source satisfies never;
    }
  });
  return [...new Set(places)];
}

/** Origins other than this site's that model files would come from; each once. */
export function toForeignOrigins(config: HarnessConfig): readonly string[] {
  const isForeign = ({ source }: ModelRef): boolean => source.type === 'url' || source.type === 'hub';
  return toFetchPlaces({ ...config, models: config.models.filter(isForeign) });
}

/** `https://host:port` of an address; pure code has no URL parser. */
function toOriginText(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? url;
}

/** Decoding reads every weight once per step: weight bytes × output tokens/s of batches of 16, from BROWSER-LAB §5b. */
const WEIGHT_BYTES_PER_SECOND = 23e9;

/** Speed of the quick start in this app on two cores, from tests/bench/results. */
const TOKENS_PER_SECOND_AT_MOST = 2600;

/** What batching by 16 gained there. */
const BATCH_GAIN = 3.4;

/** Fixed cost of a group per MB of weights, ms: measured with the embedded model in this app on two cores. */
const GROUP_MS_PER_MEGABYTE = 12;

/** Speed to expect of the slowest model of a configuration. */
export function toAssumedSpeed(config: HarnessConfig): AssumedSpeed {
  const weightBytes = Math.max(1, ...config.models.map((model) => Math.max(...model.files.map((file) => file.bytes))));
  const batched = Math.min(TOKENS_PER_SECOND_AT_MOST, WEIGHT_BYTES_PER_SECOND / weightBytes);
  return {
    tokensPerSecond:
      config.execution.batchSize >= 8 && toPerplexityMode(config.task) === null ? batched : batched / BATCH_GAIN,
    groupMs: (weightBytes / 1e6) * GROUP_MS_PER_MEGABYTE,
  };
}
