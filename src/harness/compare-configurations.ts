import type { ScoreRow } from '#core/bundle/rows.ts';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { ParetoColumn } from '#core/metrics/pareto-column.ts';
import type {
  ConfigurationPair,
  ConfigurationsAnswer,
  ConfigurationsQuestion,
  ConfigurationsComparison,
  PromptChange,
  SideOfChange,
} from '#core/model/configurations-comparison.ts';
import type { EffectiveConfig } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { toPerplexityMode } from '#core/model/task-mode.ts';
import { toDesignDifferences } from '#core/replication/design-differences.ts';
import { createRng } from '#core/rng/rng.ts';
import { clusterStandardError } from '#core/stats/cluster-t-interval.ts';
import { holmAdjust } from '#core/stats/holm.ts';
import { pairedDiff, toSamplePairs, type SamplePair } from '#core/stats/paired-diff.ts';
import { toSampleOutcomes, type SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { mde } from '#core/stats/sample-size.ts';
import { createAnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';
import { createPromptKeys, toParetoColumns } from './pareto-columns.ts';
import type { FoldedRun } from './to-run-rows.ts';

/** A model of a run. */
interface Configuration {
  readonly id: string;
  readonly label: string;
  readonly run: FoldedRun;
  readonly model: string;
  readonly column: ParetoColumn;
  /** Samples by what was asked, so that runs with other sample ids can be matched. */
  readonly outcomes: readonly SampleOutcomes[];
  readonly rowsByKey: ReadonlyMap<string, readonly ScoreRow[]>;
}

/** Changed prompts that are listed with their outputs. */
const MAX_CHANGES = 40;
/** Characters of an output that are listed. */
const MAX_OUTPUT = 2000;
const ALPHA = 0.05;
const POWER = 0.8;

/**
 * Configurations, the models of any number of runs, against one of them: on the prompts that both were asked, word for word as they were
 * rendered, with the same targets. The tests of all pairs are one family (Holm). Says what differs between the two, and refuses, with the
 * reason, where scores do not mean the same or no prompt is common. Only unperturbed prompts are compared.
 * @param scorer one that every run should have.  @param baselineId null or unknown = the first configuration.
 */
export function compareConfigurations(
  runs: readonly FoldedRun[],
  scorer: string,
  baselineId: string | null,
): ConfigurationsComparison {
  const configurations = toConfigurations(runs, scorer);
  const baseline = configurations.find(({ id }) => id === baselineId) ?? configurations[0];
  const others = configurations.filter((configuration) => configuration !== baseline);
  const pairs = baseline === undefined ? [] : others.map((other) => comparePair(baseline, other, scorer));
  return {
    scorer,
    columns: configurations.map(({ column }) => column),
    baseline: baseline === undefined ? null : toPlace(baseline),
    pairs: withAdjusted(pairs),
  };
}

/**
 * The same as the compare screen asks for it: under the scorer that is asked for, or the first that all runs have, else the first of any; with
 * what else can be asked, and how the intervals were made.
 */
export function answerConfigurations(
  runs: readonly FoldedRun[],
  { scorer, baselineId }: ConfigurationsQuestion,
): ConfigurationsAnswer {
  const names = runs.map(({ rows }) => rows.config.scorers.map(({ name }) => name));
  const scorers = [...new Set(names.flat())];
  const shared = scorers.find((name) => names.every((of) => of.includes(name)));
  const [first] = runs;
  const { level, bootstrap } = first?.rows.config.analysis ?? { level: 0.95, bootstrap: { resamples: 2000, seed: 1 } };
  return {
    comparison: compareConfigurations(runs, scorer ?? shared ?? scorers[0] ?? '', baselineId),
    scorers,
    settings: { level, resamples: bootstrap.resamples, seed: bootstrap.seed },
  };
}

function toConfigurations(runs: readonly FoldedRun[], scorer: string): readonly Configuration[] {
  const all = runs.flatMap((run) => {
    const { rows } = run;
    const context = createAnalysisContext(rows);
    const columns = toParetoColumns(rows, scorer, 'prompt');
    return rows.config.models.map(({ modelId: model }, index) => {
      const toKey = createPromptKeys(rows, model);
      const observations = toObservationsByCondition(context, model, scorer).get(ORIGINAL) ?? [];
      const scores = rows.scores.filter(
        (row) => row.model === model && row.scorer === scorer && row.conditionId === ORIGINAL,
      );
      return {
        id: `${rows.runId} ${model}`,
        label: runs.length === 1 ? model : `${rows.config.name}: ${model}`,
        run,
        model,
        column: columns[index] ?? { id: '', label: '', cells: [], reasons: {} },
        outcomes: toSampleOutcomes(observations).map((entry) => ({ ...entry, sampleId: toKey(entry.sampleId) })),
        rowsByKey: Map.groupBy(scores, ({ sampleId }) => toKey(sampleId)),
      };
    });
  });
  const count = (label: string): number => all.filter((other) => other.label === label).length;
  return all.map((entry) => {
    const { runId } = entry.run.rows;
    const isUnique = count(entry.label) === 1;
    const isShort =
      all.filter((other) => other.label === entry.label && other.run.rows.runId.startsWith(runId.slice(0, 8)))
        .length === 1;
    const label = isUnique ? entry.label : `${entry.label} · ${isShort ? runId.slice(0, 8) : runId}`;
    return { ...entry, label, column: { ...entry.column, label } };
  });
}

function comparePair(baseline: Configuration, other: Configuration, scorer: string): ConfigurationPair {
  const samples = toSamplePairs(other.outcomes, baseline.outcomes);
  const refusal = toRefusal(baseline, other, scorer, samples.length);
  const place = {
    ...toPlace(other),
    common: samples.length,
    ...toDifferences(baseline, other),
  };
  if (refusal !== null)
    return { ...place, refusal, difference: null, detectable: null, gained: 0, lost: 0, changes: [] };
  const changes = toChanges(samples, baseline, other);
  return {
    ...place,
    refusal,
    difference: toDifference(samples, baseline),
    detectable: toDetectable(samples),
    gained: changes.filter(({ shift }) => shift > 0).length,
    lost: changes.filter(({ shift }) => shift < 0).length,
    changes: changes.slice(0, MAX_CHANGES),
  };
}

function toPlace({ id, label, run, model }: Configuration): NonNullable<ConfigurationsComparison['baseline']> {
  return { id, label, runId: run.rows.runId, model };
}

/** Why the two cannot be compared, or null. */
function toRefusal(a: Configuration, b: Configuration, scorer: string, common: number): string | null {
  for (const { run, label } of [a, b])
    if (toPerplexityMode(run.rows.config.task) !== null)
      return `${label} measures how well texts are foretold, which has no right answers`;
  const [ruleA, ruleB] = [a, b].map(({ run }) => run.rows.config.scorers.find(({ name }) => name === scorer));
  if (ruleA === undefined || ruleB === undefined)
    return `${(ruleA === undefined ? a : b).label} has no scorer “${scorer}”`;
  if (toCanonicalJson(ruleA) !== toCanonicalJson(ruleB))
    return `the scorer “${scorer}” has other rules in the two, so their scores do not mean the same`;
  if (common > 0) return null;
  return 'no prompt is common to the two: they were asked other texts, or their templates render the same samples otherwise';
}

function toDifference(pairs: readonly SamplePair[], { run }: Configuration): ConfigurationPair['difference'] {
  const { level, bootstrap } = run.rows.config.analysis;
  const rng = createRng(bootstrap.seed).fork('configurations');
  const drawIndex = (count: number): number => rng.int(0, count - 1);
  const result = pairedDiff(pairs, { level, resamples: bootstrap.resamples, drawIndex });
  return { ...result, adjustedPValue: null };
}

/** The smallest true difference that these prompts would have shown with power .8 at the level of 5 %. */
function toDetectable(pairs: readonly SamplePair[]): number | null {
  const values = pairs.map(({ first, second }) => ({
    sampleId: first.sampleId,
    clusterId: first.clusterId,
    value: first.meanScore - second.meanScore,
  }));
  const standardError = clusterStandardError(values);
  return standardError === null || standardError === 0
    ? null
    : mde({ differenceVariance: standardError ** 2, noiseVariance: 0, alpha: ALPHA, power: POWER }, 1);
}

function toDifferences(
  a: Configuration,
  b: Configuration,
): Pick<ConfigurationPair, 'asked' | 'effective' | 'environment'> {
  const [askedA, askedB] = [a, b].map(({ run, model }) => {
    const { models, task, name: _, notes: __, ...rest } = run.askedConfig;
    const { samples, ...ofTask } = task;
    const place = samples.type === 'file' ? samples.sha256 : { count: samples.samples.length };
    return {
      model: toModelPlace(models.find(({ modelId }) => modelId === model)),
      task: { ...ofTask, samples: place },
      ...rest,
    };
  });
  const [effectiveA, effectiveB] = [a, b].map(({ run, model }) => ({
    harness: run.effectiveConfig.harness,
    model: toEffectivePlace(run.effectiveConfig.models.find(({ load }) => load.modelId === model)),
  }));
  return {
    asked: toDesignDifferences(askedA, askedB),
    effective: toDesignDifferences(effectiveA, effectiveB),
    environment: toDesignDifferences(a.run.environment, b.run.environment),
  };
}

/** Files by their path, so that their order is no difference. */
function toModelPlace(model: ModelRef | undefined): object | null {
  if (model === undefined) return null;
  const { files, modelId: _, ...rest } = model;
  return { ...rest, files: Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])) };
}

/** Without its name, and without how long loading took, which never is the same. */
function toEffectivePlace(model: EffectiveConfig['models'][number] | undefined): object | null {
  if (model === undefined) return null;
  const { modelId: _, loadMs: __, ...load } = model.load;
  return { ...model, load };
}

/** Prompts whose rate of success differs, the largest difference first. */
function toChanges(
  pairs: readonly SamplePair[],
  baseline: Configuration,
  other: Configuration,
): readonly PromptChange[] {
  const changed = pairs
    .map(({ first, second }) => ({
      key: first.sampleId,
      shift: first.successes / first.trials - second.successes / second.trials,
    }))
    .filter(({ shift }) => shift !== 0)
    .toSorted((x, y) => Math.abs(y.shift) - Math.abs(x.shift));
  const sides = [baseline, other].map(createSideReader);
  return changed.flatMap(({ key, shift }, index) => {
    const [a, b] = sides.map((read) => read(key, index < MAX_CHANGES));
    return a == null || b == null ? [] : [{ shift, a, b }];
  });
}

function createSideReader({
  run,
  rowsByKey,
}: Configuration): (key: string, withOutput: boolean) => SideOfChange | null {
  const outputByKey = new Map(run.rows.transcripts.map(({ trialKey, outputText }) => [trialKey, outputText]));
  return (key, withOutput) => {
    const rows = rowsByKey.get(key) ?? [];
    const [first] = rows.toSorted((x, y) => x.epoch - y.epoch);
    if (first === undefined) return null;
    const text = withOutput ? (outputByKey.get(first.trialKey) ?? '') : '';
    return {
      sampleId: first.sampleId,
      passed: rows.filter(({ success }) => success === 1).length,
      trials: rows.length,
      output: text.length <= MAX_OUTPUT ? text : `${text.slice(0, MAX_OUTPUT - 1).toWellFormed()}…`,
    };
  };
}

function withAdjusted(pairs: readonly ConfigurationPair[]): readonly ConfigurationPair[] {
  const adjusted = holmAdjust(pairs.flatMap(({ difference }) => difference?.pValue ?? []));
  let next = 0;
  return pairs.map((pair) => {
    if (pair.difference?.pValue == null) return pair;
    const adjustedPValue = adjusted[next] ?? 1;
    next += 1;
    return { ...pair, difference: { ...pair.difference, adjustedPValue } };
  });
}
