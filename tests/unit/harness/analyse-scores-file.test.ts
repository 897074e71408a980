import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { Report, type Estimate } from '#core/model/report.ts';
import { findMetric } from '#core/stats/metric-index.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { analyseScoresFile } from '#harness/analyse-scores-file.ts';
import { parseScoresFile, type ScoresFile } from '#harness/parse-scores-file.ts';
import { buildRunRows, RIGHT, UNPARSABLE, WRONG } from './analyse-fixtures.ts';

const analysis = { level: 0.95, bootstrap: { resamples: 200, seed: 1 } };

function read(text: string, name = 'rows.csv'): ScoresFile {
  const parsed = parseScoresFile(encodeUtf8(text), name);
  if (!parsed.ok) throw new Error(parsed.failure.detail ?? parsed.failure.message);
  return parsed.value;
}

function analyse(text: string, name?: string): Report {
  return Report.parse(analyseScoresFile(read(text, name), analysis));
}

type Line = Readonly<Record<string, string | number | null>>;

/** Twelve samples, three epochs, three conditions, two models; every column. */
function buildLines(): readonly Line[] {
  const lines: Line[] = [];
  for (const model of ['b-model', 'a-model']) {
    for (const conditionId of ['original', 'norm_nfd@1#0', 'house_style']) {
      for (let sample = 0; sample < 12; sample += 1) {
        for (let epoch = 1; epoch <= 3; epoch += 1) {
          const value = (sample * 7 + epoch * 3 + conditionId.length + model.length * (sample % 3)) % 4 === 0 ? 0 : 1;
          lines.push({
            sampleId: `s${sample}`,
            epoch,
            value,
            model,
            conditionId,
            clusterId: `c${sample % 11}`,
            answer: value === 1 ? 'right' : epoch === 2 ? null : `wrong-${epoch}`,
            raw: `The answer to ${sample} is ${value === 1 ? 'right' : 'wrong'}`,
            confidence: ((sample + epoch) % 5) / 5,
            severity: value === 1 ? null : (sample % 4) + 1,
            costSeconds: 0.5 + epoch / 4,
            tokens: 5 + ((sample + epoch) % 3),
          });
        }
      }
    }
  }
  return lines;
}

const lines = buildLines();
const toJsonl = (rows: readonly Line[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const without = (...columns: readonly string[]): string =>
  toJsonl(lines.map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !columns.includes(name)))));

const full = analyse(toJsonl(lines), 'rows.jsonl');

function find(report: Report, wanted: Partial<Estimate>): Estimate {
  const found = report.estimates.find((estimate) =>
    Object.entries(wanted).every(
      ([name, value]) => JSON.stringify(estimate[name as keyof Estimate]) === JSON.stringify(value),
    ),
  );
  if (found === undefined) throw new Error(`no ${JSON.stringify(wanted)}`);
  return found;
}

const toName = ({ metric, model, conditionId, scorer, params }: Estimate): string =>
  JSON.stringify([metric, model, conditionId, scorer, params]);

describe('the report over a scores file', () => {
  test('has the numbers of a run with the same outcomes', () => {
    const outcomes = [RIGHT, WRONG, UNPARSABLE, RIGHT, WRONG];
    const rows = buildRunRows({
      toOutcome: ({ sampleId, epoch, conditionId }) =>
        outcomes[(sampleId.length + sampleId.charCodeAt(sampleId.length - 1) + epoch + conditionId.length) % 5] ??
        RIGHT,
      conditions: { 'house_style@1#0': 'L' },
    });
    const [scorer] = rows.config.scorers;
    const [model] = rows.config.models;
    const text = rows.scores.map(({ sampleId, conditionId, epoch, value, success, answer }) =>
      JSON.stringify({ sampleId, conditionId, epoch, value, success, answer, model: model?.modelId }),
    );
    const { analysis: asked } = rows.config;
    const given = analyseScoresFile(read(text.join('\n'), 'rows.jsonl'), asked);
    const wanted = analyseRun(rows).estimates.filter(
      (estimate) => estimate.scorer === scorer?.name && estimate.params['family'] === undefined,
    );
    const givenByName = new Map(given.estimates.map((estimate) => [toName(estimate), estimate]));
    const compared = wanted.flatMap((estimate) => {
      const twin = givenByName.get(toName({ ...estimate, scorer: 'given' }));
      return twin === undefined ? [] : [[estimate, { ...twin, scorer: estimate.scorer }] as const];
    });
    expect(compared.length).toBeGreaterThan(40);
    for (const [estimate, twin] of compared) {
      if (twin.reason?.startsWith('the file has no column') === true) continue;
      expect(twin).toEqual(estimate);
    }
    expect(compared.map(([estimate]) => estimate.metric)).toEqual(
      expect.arrayContaining(['accuracy', 'pass_hat_k', 'agreement_pairwise', 'tar_answer', 'acc_drop', 'excess_flip']),
    );
  });

  test('names each estimate once, by metrics of the index, null only with a reason', () => {
    const names = full.estimates.map(toName);
    expect(new Set(names).size).toBe(names.length);
    expect(full.estimates.filter(({ metric }) => findMetric(metric) === null)).toEqual([]);
    expect(full.estimates.filter(({ value, reason }) => value === null && reason === null)).toEqual([]);
  });

  test('fills every panel that the columns allow', () => {
    const place = { model: 'a-model', conditionId: 'original' };
    for (const metric of [
      'accuracy',
      'severity_coverage',
      'expected_severity',
      'cost_per_success',
      'brier',
      'auroc',
      'tar_raw',
      'tokens',
    ]) {
      expect(find(full, { ...place, metric }).value, metric).not.toBeNull();
    }
    expect(find(full, { ...place, metric: 'brier', params: { source: 'given' } }).value).not.toBeNull();
    expect(find(full, { metric: 'acc_drop', model: 'a-model', conditionId: 'all-P' }).value).not.toBeNull();
    expect(find(full, { metric: 'acc_drop', model: 'a-model', conditionId: 'house_style' }).value).not.toBeNull();
    expect(find(full, { metric: 'paired_diff', model: 'a-model', params: { than: 'b-model' } }).value).not.toBeNull();
    expect(full.warnings).toContainEqual(expect.stringContaining('Class L perturbations'));
  });

  test('is the same whatever the order of the rows', () => {
    const shuffled = analyse(
      toJsonl(lines.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? 1 : -1))),
      'rows.jsonl',
    );
    expect(shuffled.estimates).toEqual(full.estimates);
    expect(shuffled.counts).toEqual(full.counts);
  });

  test('says of CSV what it says of JSON Lines', () => {
    const columns = Object.keys(lines[0] ?? {});
    const cells = lines.map((line) => columns.map((column) => `"${String(line[column] ?? '')}"`).join(','));
    const csv = analyse(`\uFEFF${columns.join(',')}\r\n${cells.join('\r\n')}\r\n`);
    expect(csv.estimates).toEqual(full.estimates);
  });
});

describe('without a column', () => {
  test.each([
    ['raw', 'tar_raw'],
    ['confidence', 'brier'],
    ['severity', 'expected_severity'],
    ['costSeconds', 'cost_per_success'],
    ['tokens', 'tokens'],
  ])('%s the estimate %s is null and says so', (column, metric) => {
    const report = analyse(without(column), 'rows.jsonl');
    const own = report.estimates.filter(
      (estimate) => estimate.metric === metric && !['self_consistency'].includes(String(estimate.params['source'])),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ value, reason }) => `${value} ${reason}`))).toEqual(
      new Set([`null the file has no column ${column}`]),
    );
  });

  test('answer no estimate depends on answers', () => {
    const report = analyse(without('answer'), 'rows.jsonl');
    const swapped = analyse(
      toJsonl(lines.map((line, index) => ({ ...line, answer: `answer-${index % 3}` }))),
      'rows.jsonl',
    );
    const swappedByName = new Map(swapped.estimates.map((estimate) => [toName(estimate), estimate]));
    for (const estimate of report.estimates) {
      if (estimate.reason === 'the file has no column answer') expect(estimate.value).toBeNull();
      else expect(swappedByName.get(toName(estimate))).toEqual(estimate);
    }
    expect(report.estimates.some(({ reason }) => reason === 'the file has no column answer')).toBe(true);
    expect(report.counts[0]?.unparsable).toEqual({});
  });

  test('at all beyond the first three there is accuracy of one unnamed model, and what needs tokens is null', () => {
    const report = analyse('sampleId,epoch,value\na,1,1\na,2,0\nb,1,1\nb,2,0.5\n');
    expect(find(report, { metric: 'accuracy', model: 'model' })).toMatchObject({ value: 0.625, n: 2 });
    expect(find(report, { metric: 'pass_hat_k', params: { k: 2 } }).value).toBe(0);
    expect(find(report, { metric: 'ttft' })).toMatchObject({
      value: null,
      reason: 'it needs the times of tokens, which a scores file does not hold',
    });
  });
});

describe('failed rows', () => {
  test('are counted, never scored, and give the two bounds', () => {
    const report = analyse('sampleId,epoch,value,status\na,1,1,\na,2,,failed\nb,1,0,completed\nb,2,1,\n');
    expect(find(report, { metric: 'accuracy', params: {} }).value).toBe(0.75);
    expect(find(report, { metric: 'accuracy', params: { bound: 'failed-as-wrong' } }).value).toBe(0.5);
    expect(report.counts[0]).toMatchObject({ planned: 4, completed: 3, failed: 1 });
    expect(report.warnings.join()).toContain('1 trial failed for good');
  });

  test('alone give no accuracy', () => {
    const report = analyse('sampleId,epoch,value,status\na,1,,failed\n');
    expect(find(report, { metric: 'accuracy', params: {} }).value).toBeNull();
  });
});

test('a file without plain prompts says so', () => {
  const report = analyse('sampleId,epoch,value,conditionId\na,1,1,typos\n');
  expect(report.warnings).toContainEqual(expect.stringContaining('No row has condition "original"'));
});
