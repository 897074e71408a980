import { indexPairs, type ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { coverageGuaranteed } from '#core/stats/predictability/coverage-guaranteed.ts';
import { measureConfidence } from '#core/stats/predictability/measure-confidence.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import { measureCoverage, type CoverageRow, type Effort } from './coverage-row.ts';
import { createSimulator } from './simulated-task.ts';

/** Calibration is off by this factor of confidence: a model that says f succeeds with 0.1 + 0.7·f. */
const toRate = (confidence: number): number => 0.1 + 0.7 * confidence;

/** Confidences that a model may give; each is as likely as the others. */
const CONFIDENCES = Array.from({ length: 20 }, (_, index) => (index + 0.5) / 20);

const METRICS: readonly (readonly [metric: string, params: Readonly<Record<string, string | number>>])[] = [
  ['auroc', {}],
  ['augrc', {}],
  ['aurc', {}],
  ['sel_acc', { c: 0.8 }],
  ['brier', {}],
  ['bss', {}],
  ['nll', {}],
  ['overconfidence', {}],
  ['ece_1bin', {}],
  ['corp_mcb', {}],
  ['corp_dsc', {}],
  ['murphy', { part: 'REL' }],
  ['murphy', { part: 'RES' }],
];

/** Coverage of intervals of METRICS §4, with truths from a very large sample. */
export function listConfidenceCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawIndex, drawUnit, settings } = createSimulator('confidence', effort.resamples);
  const drawPairs = (samples: number, epochs: number): readonly ConfidencePair[] =>
    Array.from({ length: samples }, (_, index) => {
      const confidence = CONFIDENCES[drawIndex(CONFIDENCES.length)] ?? 0;
      const sampleId = String(index).padStart(5, '0');
      return Array.from({ length: epochs }, (_epoch, epoch): ConfidencePair => {
        const success = drawUnit() < toRate(confidence) ? 1 : 0;
        return { sampleId, clusterId: sampleId, epoch: epoch + 1, confidence, success };
      });
    }).flat();
  const truths = measureConfidence(toWholePopulation(), 'probability', { ...settings, resamples: 1 });
  const find = (results: typeof truths, [metric, params]: (typeof METRICS)[number]) =>
    results.find(
      (entry) =>
        entry.metric === metric && Object.entries(params).every(([name, setting]) => entry.params[name] === setting),
    )?.result;
  return [
    [30, 1],
    [100, 1],
    [300, 1],
    [100, 5],
  ].flatMap(([samples = 0, epochs = 0]) => {
    const runs = Array.from({ length: effort.simulations }, () =>
      measureConfidence(drawPairs(samples, epochs), 'probability', settings),
    );
    return METRICS.map((metric) => {
      let next = 0;
      const method = find(runs[0] ?? [], metric)?.interval?.method ?? 'none';
      const none: IntervalResult = { interval: null, reason: '' };
      const simulate = () => {
        const result = find(runs[next] ?? [], metric) ?? none;
        next += 1;
        return { result, truth: find(truths, metric)?.value ?? Number.NaN };
      };
      const regime = `${samples} samples × ${epochs}`;
      const of = [metric[0], ...Object.values(metric[1])].join(' ');
      return measureCoverage({ method, of, regime, kind: 'approximate', simulate }, effort);
    });
  });
}

/** Every confidence with its expected share of successes, as counts of a population without noise. */
function toWholePopulation(): readonly ConfidencePair[] {
  return CONFIDENCES.flatMap((confidence, index) =>
    Array.from({ length: 400 }, (_, place): ConfidencePair => {
      const sampleId = `${index}-${place}`;
      const success = place < Math.round(400 * toRate(confidence)) ? 1 : 0;
      return { sampleId, clusterId: sampleId, epoch: 1, confidence, success };
    }),
  );
}

/** How often the error rate under a guaranteed coverage is within what was guaranteed. */
export function listGuaranteeCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawIndex, drawUnit } = createSimulator('guarantee', effort.resamples);
  return [100, 300, 1000].map((samples) => {
    const simulate = () => {
      const pairs = Array.from({ length: samples }, (_, index): ConfidencePair => {
        const confidence = CONFIDENCES[drawIndex(CONFIDENCES.length)] ?? 0;
        const success = drawUnit() < 1 - (1 - confidence) / 2 ? 1 : 0;
        return { sampleId: String(index), clusterId: String(index), epoch: 1, confidence, success };
      });
      const { value } = coverageGuaranteed(pairs, { risk: 0.1, delta: 0.05 }, { level: 0.95, resamples: 1, drawIndex });
      if (value === null || value === 0) return { result: { interval: null }, truth: 0 };
      const accepted = indexPairs(pairs).table;
      let count = 0;
      let risk = 0;
      for (let row = 0; row < accepted.count.length && count < value * samples - 0.5; row += 1) {
        count += accepted.count[row] ?? 0;
        risk += ((accepted.count[row] ?? 0) * (1 - (accepted.confidence[row] ?? 0))) / 2;
      }
      const upper = { lower: null, upper: 0.1, level: 0.95, sides: 'upper', method: 'SGR' } as const;
      return { result: { interval: upper }, truth: risk / count };
    };
    const of = 'error rate under cov_guaranteed';
    return measureCoverage({ method: 'SGR', of, regime: `${samples} samples`, kind: 'conservative', simulate }, effort);
  });
}
