import { editDistance } from './edit-distance.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import { sumsResult } from './sums-result.ts';

/** How far a perturbation moved the token ids of one prompt. */
export interface TokenDrift {
  /** Levenshtein distance over the longer length, in [0, 1]; 0 for two empty prompts. */
  readonly distance: number;
  /** Perturbed tokens over original tokens, > 0; null when the original has none. */
  readonly lengthRatio: number | null;
}

/** Drift between the token ids of an original and a perturbed prompt. Source: METRICS §3.13. */
export function toTokenDrift(original: readonly number[], perturbed: readonly number[]): TokenDrift {
  const longer = Math.max(original.length, perturbed.length);
  return {
    distance: longer === 0 ? 0 : editDistance(original, perturbed) / longer,
    lengthRatio: original.length === 0 ? null : perturbed.length / original.length,
  };
}

/** A prompt under one condition: its drift, and how often answers flip against the original. */
export interface DriftedPrompt {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly drift: TokenDrift;
  /** Share of cross pairs whose answers differ (`flip_rate` of the sample), in [0, 1]. */
  readonly flipShare: number;
}

/** What of the drift is averaged; `unchanged` = the share of prompts whose token ids are the same. */
export type TokenDriftPart = 'distance' | 'length-ratio' | 'unchanged';

/**
 * `token_drift`: mean over samples of the drift, conditions averaged within a sample first: `distance` or `unchanged` in [0, 1],
 * or `length-ratio` > 0.
 * A covariate that says how differently the tokenizer cut the prompt, and no score. Null without prompts. CI-T.
 * Source: METRICS §3.13; cf. TokDrift, arXiv:2510.14972.
 */
export function tokenDrift(
  prompts: readonly Omit<DriftedPrompt, 'flipShare'>[],
  of: TokenDriftPart,
  settings: IntervalSettings,
): MetricResult {
  const bySample = Map.groupBy(prompts, ({ sampleId }) => sampleId);
  const values = [...bySample].flatMap(([sampleId, members]) => {
    const drifts = members.flatMap(({ drift }) => toPart(drift, of));
    const clusterId = members[0]?.clusterId ?? sampleId;
    return drifts.length === 0 ? [] : [{ sampleId, clusterId, value: neumaierSum(drifts) / drifts.length }];
  });
  const range = of === 'length-ratio' ? null : ([0, 1] as const);
  const emptyReason = 'no sample has a prompt that this perturbation changes';
  return meanResult(values, { range, emptyReason, interval: 't' }, settings);
}

function toPart({ distance, lengthRatio }: TokenDrift, of: TokenDriftPart): number | readonly number[] {
  if (of === 'unchanged') return distance === 0 ? 1 : 0;
  return of === 'distance' ? distance : (lengthRatio ?? []);
}

/**
 * `token_drift_slope@a`: least-squares slope of the flip share on the drift `distance` over prompts: how many more flips go with a prompt
 * whose tokens all change than with one whose tokens stay. About 0 = the tokenizer does not explain the flips; an association and no
 * proof. Null when the drift does not vary. CI-BS over clusters. Source: METRICS §3.13 ("regress flips on it").
 */
export function tokenDriftSlope(prompts: readonly DriftedPrompt[], settings: IntervalSettings): MetricResult {
  const rows = prompts.map(({ clusterId, drift: { distance }, flipShare }) => ({
    clusterId,
    sums: [1, distance, flipShare, distance * distance, distance * flipShare],
  }));
  const options = {
    toValue: toSlope,
    emptyReason: 'no prompt has completed trials',
    undefinedReason: 'every prompt has the same token drift',
  };
  const samples = new Set(prompts.map(({ sampleId }) => sampleId)).size;
  return { ...sumsResult(rows, options, settings), n: samples };
}

function toSlope([n = 0, x = 0, y = 0, xx = 0, xy = 0]: Float64Array): number | null {
  const spread = xx - (x * x) / n;
  return spread > 1e-9 * n ? (xy - (x * y) / n) / spread : null;
}
