import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import type { Estimate } from '#core/model/report.ts';
import type { Sample } from '#core/model/sample.ts';
import { computedMetrics } from '#core/stats/metric-index.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { mergeRuns } from '#harness/merge-runs.ts';
import type { RunPart } from '#harness/run-part.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { runScripted } from '#tests/support/run-scripted.ts';

/*
 * Laws of whole reports, over every estimate of runs that together have every metric of the index: a metric that is added is held to
 * them as soon as a report has it, and this file fails until one does.
 */

/** Metrics that no report of a run has, and where they are. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['se_clustered', 'the standard error inside the interval of accuracy'],
  ['mde', 'npm run plan, before a run'],
  ['n_required', 'npm run plan, before a run'],
  ['energy_est', 'a range of watts that a person enters, no sample'],
  ['pareto', 'compares configurations'],
  ['hypervolume', 'compares configurations'],
  ['replication_verdict', 'compares two runs; tests/property/replication.test.ts'],
]);

/** Metrics that the reports so far had. */
const seen: string[] = [];

const tried = { estimates: 0, intervals: 0 };

afterAll(() => {
  // oxlint-disable-next-line no-console
  console.log(
    `laws of reports: ${computedMetrics.length} metrics, ${tried.estimates} estimates and ${tried.intervals} intervals compared`,
  );
});

function readConfig(name: string): HarnessConfig {
  const parsed = parseConfig(readFileSync(`public/configs/${name}.json`, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** The first samples of a task, two and two in a cluster. */
function toPairedSamples({ task }: HarnessConfig, count: number): readonly Sample[] {
  if (task.samples.type === 'inline') return task.samples.samples.slice(0, count).map(withCluster);
  const parsed = parseSamplesJsonl(readFileSync(`public/${task.samples.path}`), task.samples.path);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value.slice(0, count).map(withCluster);
}

function withCluster(sample: Sample, index: number): Sample {
  return { ...sample, clusterId: `cluster-${Math.floor(index / 2)}` };
}

/** A run of everything at once, made small: its samples written out, in pairs. */
function withSamples(config: HarnessConfig, count: number): HarnessConfig {
  const samples = [...toPairedSamples(config, count)];
  const { bootstrap } = config.analysis;
  return {
    ...config,
    task: { ...config.task, samples: { type: 'inline', samples } },
    decoding: { ...config.decoding, temperature: 0.8 },
    // As many everywhere: where numbers differ, some measures take the first epochs of the longer ones.
    protocol: { ...config.protocol, epochs: { baseline: 3, perturbed: 3 } },
    execution: { batchSize: 1 },
    analysis: { ...config.analysis, bootstrap: { ...bootstrap, resamples: 200 } },
  };
}

const everything = withSamples(readConfig('every-protocol-en'), 24);
const [model] = everything.models;
if (model === undefined) throw new Error('no model');

const designs: Readonly<Record<string, HarnessConfig>> = {
  'every protocol, with another graph': {
    ...everything,
    protocol: {
      ...everything.protocol,
      // One of class N, for the directional tests.
      perturbations: [
        ...everything.protocol.perturbations,
        { id: 'opt_add_none', version: 1, params: {}, variants: 1 },
      ],
      axes: [
        ...(everything.protocol.axes ?? []).filter(({ type }) => type !== 'batch'),
        { type: 'batch', values: [2] },
        {
          type: 'quant',
          values: [{ dtype: 'q8', files: [{ path: 'onnx/model_quantized.onnx', bytes: 1, sha256: 'b'.repeat(64) }] }],
        },
      ],
    },
  },
  'two models': (() => {
    const { confidence: _, ...plain } = everything;
    return {
      ...plain,
      models: [
        model,
        { ...model, modelId: 'test/other', files: [{ path: 'onnx/model.onnx', bytes: 1, sha256: 'c'.repeat(64) }] },
      ],
      protocol: { ...everything.protocol, perturbations: everything.protocol.perturbations.slice(0, 2), axes: [] },
    };
  })(),
  'a choice among options': (() => {
    const choice = readConfig('maintenance-desk-choice');
    const { task, analysis } = withSamples(choice, 24);
    return { ...choice, task, analysis };
  })(),
  texts: (() => {
    const texts = readConfig('desk-texts');
    const { task, analysis } = withSamples(texts, 24);
    return {
      ...texts,
      task,
      analysis,
      models: [
        model,
        { ...model, modelId: 'test/other', files: [{ path: 'onnx/model.onnx', bytes: 1, sha256: 'c'.repeat(64) }] },
      ],
    };
  })(),
};

function fold(events: readonly TranscriptEvent[]): RunRows {
  const folded = toRunRows(events);
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value.rows;
}

function toKey({ metric, model: of, conditionId, scorer, params, unit }: Estimate): string {
  return JSON.stringify([metric, of, conditionId, scorer, params, unit]);
}

function toEstimates(rows: RunRows): ReadonlyMap<string, Estimate> {
  return new Map(analyseRun(rows).estimates.map((estimate) => [toKey(estimate), estimate]));
}

/** Every sample twice, the second under another id in the cluster of the first. */
function withCopies(rows: RunRows): RunRows {
  const twice = <T extends { readonly sampleId: string }>(list: readonly T[]): readonly T[] => [
    ...list,
    ...list.map((row) => ({ ...row, sampleId: `${row.sampleId}~copy`, ...toCopiedKey(row) })),
  ];
  return {
    ...rows,
    samples: twice(rows.samples),
    conditionRows: twice(rows.conditionRows),
    transcripts: twice(rows.transcripts),
    scores: twice(rows.scores),
    timings: [...rows.timings, ...rows.timings.map((row) => ({ ...row, ...toCopiedKey(row) }))],
  };
}

function toCopiedKey(row: object): { readonly trialKey?: string } {
  return 'trialKey' in row && typeof row.trialKey === 'string' ? { trialKey: `${row.trialKey}~copy` } : {};
}

/** Epochs of every prompt renamed in reverse, and the rows in the order of the new names. */
function withPermutedEpochs(rows: RunRows): RunRows {
  const lastByPrompt = new Map<string, number>();
  const toPrompt = ({
    model: of,
    conditionId,
    sampleId,
  }: Pick<TranscriptRow, 'model' | 'conditionId' | 'sampleId'>): string => [of, conditionId, sampleId].join('\u0000');
  for (const row of rows.transcripts)
    lastByPrompt.set(toPrompt(row), Math.max(lastByPrompt.get(toPrompt(row)) ?? 0, row.epoch));
  const permute = <T extends Pick<TranscriptRow, 'model' | 'conditionId' | 'sampleId' | 'epoch'>>(
    list: readonly T[],
  ): readonly T[] =>
    [...Map.groupBy(list, toPrompt).values()].flatMap((prompt) =>
      prompt
        .map((row) => ({ ...row, epoch: (lastByPrompt.get(toPrompt(row)) ?? 0) + 1 - row.epoch }))
        .toSorted((a, b) => a.epoch - b.epoch),
    );
  return { ...rows, transcripts: permute(rows.transcripts), scores: permute(rows.scores) };
}

describe.each(Object.entries(designs))('a report of %s', (name, config) => {
  let whole: readonly TranscriptEvent[] = [];
  let rows: RunRows;
  let estimates: ReadonlyMap<string, Estimate>;

  // Some thousand trials and their report on a busy machine.
  beforeAll(async () => {
    whole = await runScripted(config);
    rows = fold(whole);
    estimates = toEstimates(rows);
    seen.push(...[...estimates.values()].map(({ metric }) => metric));
  }, 120_000);

  test('is that of its parts, merged', { timeout: 120_000 }, async () => {
    const parts: (readonly TranscriptEvent[])[] = [];
    for (const index of [1, 2, 3]) {
      const events = await runScripted(config, { index, count: 3 } satisfies RunPart);
      parts.push(events.map((event) => (event.type === 'run-start' ? { ...event, runId: `part-000${index}` } : event)));
    }
    const merged = mergeRuns(parts);
    if (!merged.ok) throw new Error(merged.failure.message);
    expect({ ...analyseRun(fold(merged.value)), runId: '' }).toEqual({ ...analyseRun(rows), runId: '' });
    tried.estimates += estimates.size;
  });

  test('does not change when epochs change places', { timeout: 120_000 }, () => {
    const permuted = toEstimates(withPermutedEpochs(rows));
    expect([...permuted.keys()].toSorted()).toEqual([...estimates.keys()].toSorted());
    const changed = [...estimates].flatMap(([key, before]) => {
      const after = permuted.get(key);
      const slack = isDrawn(before) ? MONTE_CARLO_SLACK : 1e-9;
      const isSame =
        after !== undefined &&
        isNear(before.value, after.value, slack) &&
        isNear(before.interval?.lower, after.interval?.lower, slack) &&
        isNear(before.interval?.upper, after.interval?.upper, slack);
      return isSame ? [] : [`${key}: ${before.value} → ${after?.value}`];
    });
    expect(changed).toEqual([]);
    tried.estimates += estimates.size;
  });

  test('has no interval that a copy of every sample narrows', { timeout: 120_000 }, () => {
    const doubled = toEstimates(withCopies(rows));
    const narrowed: string[] = [];
    for (const [key, before] of estimates) {
      const after = doubled.get(key);
      const [one, two] = [toWidth(before), after === undefined ? null : toWidth(after)];
      // Order statistics of times are of independent prompts and not clustered (METRICS §6.2).
      if (one === null || two === null || one === 0 || before.interval?.method === 'CI-Q') continue;
      tried.intervals += 1;
      // Independent copies would narrow it to 1/√2 = 0.71 of the width.
      if (two < 0.85 * one)
        narrowed.push(`${key} ${before.interval?.method}: ${one} → ${two} ${after?.interval?.method}`);
    }
    expect(narrowed, name).toEqual([]);
  });
});

function toWidth({ interval }: Estimate): number | null {
  return interval === null || interval.lower === null || interval.upper === null
    ? null
    : interval.upper - interval.lower;
}

function isNear(a: number | null | undefined, b: number | null | undefined, slack: number): boolean {
  if (a == null || b == null) return (a ?? null) === (b ?? null);
  return Math.abs(a - b) <= slack * Math.max(1, Math.abs(a));
}

/** What a random permutation of outcomes gives: it is drawn over the rows in their order, so other orders are other draws. */
const MONTE_CARLO_SLACK = 0.05;

function isDrawn({ metric, params }: Estimate): boolean {
  const part = params['part'] ?? '';
  return metric === 'corp_null' || metric === 'corp_p' || ['nullMean', 'excess', 'pValue'].includes(String(part));
}

test('together these reports have every metric of the index', () => {
  const missing = computedMetrics.map(({ id }) => id).filter((id) => !seen.includes(id) && !ELSEWHERE.has(id));
  expect(missing).toEqual([]);
});
