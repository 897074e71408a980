import type { ConditionRow, TranscriptRow } from '#core/bundle/rows.ts';
import type { Estimate } from '#core/model/report.ts';
import type { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { parseTokenBytes, type TokenBytes } from '#core/text/token-bytes.ts';
import { createDrawTape } from './draw-tape.ts';
import type { AnalysedRows } from './run-rows.ts';

/** Names of one estimate; no two estimates of a report share them. */
export interface EstimatePlace {
  /** Id of METRICS §14. */
  readonly metric: string;
  readonly model: string;
  readonly conditionId: string;
  readonly scorer: string | null;
  readonly params?: Estimate['params'];
  /** Null or absent for proportions. */
  readonly unit?: string | null;
}

/** The rows of a run with the look-ups that several analyses share. */
export interface AnalysisContext {
  readonly rows: AnalysedRows;
  readonly sampleById: ReadonlyMap<string, Sample>;
  readonly transcriptByKey: ReadonlyMap<string, TranscriptRow>;
  /** Conditions that change a sample's prompt, by sample id. */
  readonly changingConditionsBySample: ReadonlyMap<string, ReadonlySet<string>>;
  /** Samples that a condition leaves unchanged, by condition id; conditions without any are not in it. */
  readonly noopsByCondition: ReadonlyMap<string, ReadonlySet<string>>;
  /** Conditions of axes, whose prompts are the original ones. */
  readonly axisConditionIds: ReadonlySet<string>;
  /** Runs an estimator with the draws of the run from their start, so that adding an estimate never changes another one's interval. */
  estimate(place: EstimatePlace, run: (settings: IntervalSettings) => MetricResult): Estimate;
  /** What `estimate` hands to an estimator, for estimators that give several numbers at once. */
  openSettings(): IntervalSettings;
  /** Bytes of a model's tokens; null where its tokenizer is not known or cannot be read. */
  findTokenBytes(model: string): TokenBytes | null;
}

/** Indexes the rows. */
export function createAnalysisContext(rows: AnalysedRows): AnalysisContext {
  const { level, bootstrap } = rows.config.analysis;
  const draws = createDrawTape(createRng(bootstrap.seed).fork('bootstrap'));
  const changing = rows.conditionRows.filter((row) => row.perturbation !== null && !row.noop);
  const changingBySample = Map.groupBy(changing, (row) => row.sampleId);
  const openSettings = (): IntervalSettings => ({ level, resamples: bootstrap.resamples, ...draws.open() });
  return {
    rows,
    openSettings,
    axisConditionIds: new Set(
      rows.conditions.flatMap(({ conditionId, axis }) => (axis === undefined ? [] : [conditionId])),
    ),
    findTokenBytes: createTokenBytesFinder(rows),
    noopsByCondition: toSamplesByCondition(rows.conditionRows.filter((row) => row.noop)),
    sampleById: new Map(rows.samples.map((sample) => [sample.sampleId, sample])),
    transcriptByKey: new Map(rows.transcripts.map((transcript) => [transcript.trialKey, transcript])),
    changingConditionsBySample: new Map(
      [...changingBySample].map(([sampleId, members]) => [sampleId, new Set(members.map((row) => row.conditionId))]),
    ),
    estimate: ({ metric, model, conditionId, scorer, params = {}, unit = null }, run) => {
      const result = run(openSettings());
      const { value, reason, interval, n, clusters } = result;
      return { metric, model, conditionId, scorer, value, reason, interval, n, clusters, params, unit, adjusted: null };
    },
  };
}

/** Reads each tokenizer once, when it is first asked for. */
function createTokenBytesFinder({ tokenizerJsonByModel }: AnalysedRows): AnalysisContext['findTokenBytes'] {
  const bytesByModel = new Map<string, TokenBytes | null>();
  return (model) => {
    const known = bytesByModel.get(model);
    if (known !== undefined) return known;
    const text = tokenizerJsonByModel?.get(model);
    const bytes = text === undefined ? null : parseTokenBytes(text);
    bytesByModel.set(model, bytes);
    return bytes;
  };
}

/** True for trials of the original and of perturbed prompts: those of axes are never pooled with them (METRICS §10.6). */
export function isOfPrompts(
  { axisConditionIds }: AnalysisContext,
  { conditionId }: { readonly conditionId: string },
): boolean {
  return !axisConditionIds.has(conditionId);
}

/** True for trials of a sample that their condition leaves unchanged. */
export function isNoop(
  { noopsByCondition }: AnalysisContext,
  { conditionId, sampleId }: { readonly conditionId: string; readonly sampleId: string },
): boolean {
  return noopsByCondition.get(conditionId)?.has(sampleId) === true;
}

function toSamplesByCondition(rows: readonly ConditionRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...Map.groupBy(rows, (row) => row.conditionId)].map(([conditionId, members]) => [
      conditionId,
      new Set(members.map((row) => row.sampleId)),
    ]),
  );
}
