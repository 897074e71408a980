import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ParetoAxisId } from '#core/metrics/pareto-axis.ts';
import type { ParetoCell, ParetoColumn } from '#core/metrics/pareto-column.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { chooseRatio } from '#core/stats/choose-ratio.ts';
import { neumaierSum } from '#core/stats/neumaier-sum.ts';
import { toSampleOutcomes, type SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toPerturbedWorst } from '#core/stats/worst-case-gap-adj.ts';
import { createAnalysisContext, type AnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';
import { pairSamples, toConditionsOfClass } from './analyse-robustness-run.ts';
import type { RunRows } from './run-rows.ts';
import { toTimedRows, type TimedRow } from './timed-rows.ts';

/**
 * What samples are matched by: their id, for models of one run; or the hash of the rendered prompt and its targets, for runs of several configurations, whose
 * samples may have the same ids and other texts.
 */
export type ParetoKey = 'sample' | 'prompt';

const BYTES_PER_MEGABYTE = 1e6;

/** Every model of a run as a configuration to be compared, under one scorer, by the original prompts. */
export function toParetoColumns(rows: RunRows, scorer: string, matchBy: ParetoKey): readonly ParetoColumn[] {
  const context = createAnalysisContext(rows);
  return rows.config.models.map(({ modelId, files }) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0) / BYTES_PER_MEGABYTE;
    return {
      id: `${rows.runId} ${modelId}`,
      label: modelId,
      ...toCells({ context, rows, model: modelId, scorer, matchBy, bytes }),
    };
  });
}

interface ColumnSource {
  readonly context: AnalysisContext;
  readonly rows: RunRows;
  readonly model: string;
  readonly scorer: string;
  readonly matchBy: ParetoKey;
  /** MB. */
  readonly bytes: number;
}

function toCells(source: ColumnSource): Pick<ParetoColumn, 'cells' | 'reasons'> {
  const { context, rows, model, scorer, bytes } = source;
  const observations = toObservationsByCondition(context, model, scorer);
  const outcomesByCondition = new Map([...observations].map(([id, members]) => [id, toSampleOutcomes(members)]));
  const outcomes = outcomesByCondition.get(ORIGINAL) ?? [];
  const run = { context, model, scorer, observations, outcomesByCondition };
  const conditions = toConditionsOfClass(run, 'P');
  const worst = new Map(
    pairSamples(run, conditions).map((pair) => [pair.baseline.sampleId, toPerturbedWorst(pair)] as const),
  );
  const timed = Map.groupBy(
    toTimedRows(context, model).filter(({ conditionId }) => conditionId === ORIGINAL),
    ({ sampleId }) => sampleId,
  );
  const epochs = rows.config.protocol.epochs.baseline;
  const toKey = createKeyFinder(source);
  const cells = outcomes.map((sample): ParetoCell => {
    const { sampleId, clusterId } = sample;
    return {
      key: toKey(sampleId),
      clusterId,
      values: {
        ...toQuality(sample, epochs),
        worst_case: worst.get(sampleId) ?? null,
        ...toCosts(timed.get(sampleId) ?? []),
        bytes,
      },
    };
  });
  return {
    cells,
    reasons: {
      ...toReasons(cells),
      ...(conditions.length === 0 ? { worst_case: 'the run has no perturbation of class P' } : {}),
    },
  };
}

function toQuality({ successes, trials, meanScore }: SampleOutcomes, epochs: number): ParetoCell['values'] {
  return { accuracy: meanScore, pass_hat_k: chooseRatio(successes, trials, epochs) };
}

function toCosts(timed: readonly TimedRow[]): ParetoCell['values'] {
  const toMean = (toValue: (row: TimedRow) => number): number | null =>
    timed.length === 0 ? null : neumaierSum(timed.map(toValue)) / timed.length;
  return {
    seconds: toMean(({ computeMs }) => computeMs / 1000),
    tokens: toMean(({ promptTokens, outputTokens }) => promptTokens + outputTokens),
  };
}

/** Axes on which no sample has a value. */
function toReasons(cells: readonly ParetoCell[]): ParetoColumn['reasons'] {
  const reasonByAxis: Readonly<Partial<Record<ParetoAxisId, string>>> = {
    accuracy: 'no sample has completed trials',
    pass_hat_k: 'no sample has completed all epochs',
    worst_case: 'no sample has completed trials under every perturbation of class P',
    seconds: 'the run has no times',
    tokens: 'the run has no token counts',
  };
  return Object.fromEntries(
    Object.entries(reasonByAxis).filter(([axis]) =>
      cells.every(({ values }) => Object.entries(values).every(([id, value]) => id !== axis || value === null)),
    ),
  );
}

function createKeyFinder({ rows, model, matchBy }: ColumnSource): (sampleId: string) => string {
  return matchBy === 'sample' ? (sampleId) => sampleId : createPromptKeys(rows, model);
}

/** What a sample of a model is matched by in other runs: the hash of its rendered prompt and its targets; of its id where it was not asked. */
export function createPromptKeys(rows: RunRows, model: string): (sampleId: string) => string {
  const promptBySample = new Map(
    rows.transcripts
      .filter((row) => row.model === model && row.conditionId === ORIGINAL)
      .map(({ sampleId, prompt }) => [sampleId, prompt]),
  );
  const targetBySample = new Map(rows.samples.map(({ sampleId, target }) => [sampleId, target]));
  return (sampleId) => {
    const prompt = promptBySample.get(sampleId);
    return sha256Hex(
      prompt === undefined ? `sample ${sampleId}` : toCanonicalJson([prompt, targetBySample.get(sampleId) ?? []]),
    );
  };
}
