import type { TokenLogprob } from '#core/model/trial-output.ts';
import type { Estimate, Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { readConfidencePairs } from '#harness/confidence-pairs.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';
import { RIGHT, UNPARSABLE, WRONG, buildRunRows, type RunDesign } from './analyse-fixtures.ts';

const SOURCES = ['seq_prob_norm', 'seq_prob', 'min_token', 'self_consistency', 'neg_entropy'];

function toLogprobs(...values: readonly number[]): TokenLogprob[] {
  return values.map((logprob) => ({ token: 1, logprob, runnerUp: 2, runnerUpLogprob: -9 }));
}

/** Rows of a run whose outputs have these log-probabilities, a function of sample number and epoch. */
function withLogprobs(design: RunDesign, toValues: (sample: number, epoch: number) => readonly number[]): RunRows {
  const rows = buildRunRows(design);
  return {
    ...rows,
    transcripts: rows.transcripts.map((row) =>
      row.status === 'failed'
        ? row
        : { ...row, logprobs: toLogprobs(...toValues(Number(row.sampleId.slice('sample-'.length)), row.epoch)) },
    ),
  };
}

/** 24 samples, 4 epochs; the first half is right and sure, the second wrong and unsure, but for one epoch of each. */
const rows = withLogprobs(
  {
    samples: buildSamples(24),
    toOutcome: ({ sampleId, epoch }) => {
      const isFirstHalf = Number(sampleId.slice('sample-'.length)) <= 12;
      if (epoch === 4) return isFirstHalf ? UNPARSABLE : RIGHT;
      return isFirstHalf ? RIGHT : WRONG;
    },
  },
  (sample, epoch) => (sample <= 12 ? [-0.1, -0.01 * epoch] : [-1, -0.01 * epoch]),
);

function find(report: Report, metric: string, source: string, params: Estimate['params'] = {}): Estimate {
  const found = report.estimates.filter(
    (estimate) =>
      estimate.metric === metric &&
      estimate.params['source'] === source &&
      Object.entries(params).every(([key, value]) => estimate.params[key] === value),
  );
  if (found[0] === undefined) throw new Error(`no ${metric} of ${source}`);
  return found[0];
}

describe('predictability', () => {
  const report = analyseRun(rows);

  test('measures every source apart, under its name', () => {
    for (const source of SOURCES) expect(find(report, 'auroc', source).value).not.toBeNull();
    const named = report.estimates.filter(({ metric }) => metric === 'augrc').map(({ params }) => params['source']);
    expect(named).toEqual(SOURCES);
  });

  test('never scores an order as a probability', () => {
    expect(() => find(report, 'brier', 'neg_entropy')).toThrow(/no brier/);
    expect(find(report, 'brier', 'self_consistency').value).not.toBeNull();
  });

  test('has the values of the design', () => {
    // Trials: 36 sure and right, 12 sure and wrong, 36 unsure and wrong, 12 unsure and right.
    expect(find(report, 'auroc', 'min_token').value).toBeCloseTo((36 * 36 + (36 * 12 + 12 * 36) / 2) / 48 ** 2, 12);
    expect(find(report, 'sel_acc', 'min_token', { c: 0.5 }).value).toBeCloseTo(0.75, 12);
    // Modal answers: "yes" of three epochs, right; "no" of three, wrong. All samples have share 3/4.
    expect(find(report, 'brier', 'self_consistency').value).toBeCloseTo((0.25 ** 2 + 0.75 ** 2) / 2, 12);
    expect(find(report, 'auroc', 'self_consistency').value).toBe(0.5);
    expect(find(report, 'confidence_coverage', 'seq_prob').value).toBe(1);
    expect(find(report, 'corp_p', 'min_token', { of: 'dsc' }).value).toBeLessThan(0.01);
  });

  test('counts samples, with intervals over clusters', () => {
    expect(find(report, 'brier', 'seq_prob_norm')).toMatchObject({
      n: 24,
      clusters: 24,
      interval: { method: 'CI-BS' },
    });
  });

  test('controls risk on the half that did not calibrate', () => {
    expect(find(report, 'crc_threshold', 'min_token', { loss: 'error' })).toMatchObject({ n: 12 });
    expect(find(report, 'crc_risk', 'min_token', { loss: 'error' }).params).toEqual({
      source: 'min_token',
      loss: 'error',
      alpha: 0.1,
    });
  });

  test('leaves out trials without tokens and says how many', () => {
    const partial = withLogprobs({ samples: buildSamples(4) }, (_, epoch) => (epoch === 1 ? [] : [-0.5]));
    expect(find(analyseRun(partial), 'confidence_coverage', 'seq_prob_norm')).toMatchObject({ value: 0.75, n: 4 });
    const none = analyseRun(withLogprobs({ samples: buildSamples(4) }, () => []));
    expect(find(none, 'confidence_coverage', 'seq_prob_norm').value).toBe(0);
    expect(find(none, 'bss', 'seq_prob_norm')).toMatchObject({ value: null, reason: 'no trial has a confidence' });
  });

  test('takes the least likely token from the answer where the scorer says where it stands', () => {
    const plain = withLogprobs({ samples: buildSamples(12) }, () => [-3, -0.5, -2]);
    const spoken = {
      ...plain,
      transcripts: plain.transcripts.map((row) => ({ ...row, outputText: 'so yes', outputTokenIds: [0, 1, 2] })),
      scores: plain.scores.map((score) => ({ ...score, span: [3, 6] as [number, number] })),
    };
    const tokenizer = { model: { vocab: { so: 0, Ġyes: 1, '</s>': 2 } }, decoder: { type: 'ByteLevel' } };
    const known = { ...spoken, tokenizerJsonByModel: new Map([['test/scripted', JSON.stringify(tokenizer)]]) };
    const toConfidence = (run: RunRows, source: string) =>
      (find(analyseRun(run), 'overconfidence', source).value ?? Number.NaN) + 1;
    expect(toConfidence(known, 'min_token')).toBeCloseTo(Math.exp(-0.5), 9);
    expect(toConfidence(spoken, 'min_token')).toBeCloseTo(Math.exp(-3), 9);
    expect(toConfidence(known, 'seq_prob')).toBeCloseTo(Math.exp(-5.5), 9);
  });

  test('is for plain prompts only', () => {
    const perturbed = withLogprobs(
      {
        samples: buildSamples(12),
        conditions: { 'case_lower@1#0': 'P' },
        toOutcome: ({ conditionId }) => (conditionId === 'original' ? RIGHT : WRONG),
      },
      () => [-0.5],
    );
    expect(find(analyseRun(perturbed), 'overconfidence', 'seq_prob').value).toBeCloseTo(Math.exp(-0.5) - 1, 12);
  });

  test('is the same for the same rows in another order', () => {
    const shuffled = { ...rows, scores: rows.scores.toReversed(), transcripts: rows.transcripts.toReversed() };
    expect(analyseRun(shuffled).estimates).toEqual(report.estimates);
  });

  test('gives the pairs that are drawn', () => {
    const { pairs } = readConfidencePairs(rows, 'test/scripted', 'answer', 'min_token');
    expect(pairs).toHaveLength(96);
    expect(readConfidencePairs(rows, 'test/scripted', 'answer', 'astrology').pairs).toEqual([]);
  });
});

describe('abstention', () => {
  const design: RunDesign = { samples: buildSamples(12), toOutcome: ({ epoch }) => (epoch <= 2 ? RIGHT : WRONG) };

  test('is not reported without a token', () => {
    expect(analyseRun(buildRunRows(design)).estimates.some(({ metric }) => metric.startsWith('abstention'))).toBe(
      false,
    );
  });

  test('is an output that is the token and nothing else', () => {
    const base = buildRunRows({ ...design, config: { abstention: { token: '[ABSTAIN]' } } });
    const texts = ['I will [ABSTAIN].', 'yes', ' [ABSTAIN]\n', 'no'];
    const spoken = {
      ...base,
      transcripts: base.transcripts.map((row) => ({ ...row, outputText: texts[row.epoch - 1] ?? '' })),
    };
    const toValue = (metric: string) =>
      analyseRun(spoken).estimates.find((estimate) => estimate.metric === metric)?.value;
    expect(toValue('abstention_rate')).toBe(0.25);
    expect(toValue('abstention_precision')).toBe(1);
    expect(toValue('abstention_recall')).toBe(0.5);
    expect(toValue('abstention_selective_accuracy')).toBeCloseTo(2 / 3, 12);
    expect(toValue('abstention_calibration')).toBe(0.75);
  });
});
