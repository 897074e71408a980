import { auroc, delongLogitInterval, delongStandardError } from '#core/stats/predictability/auroc.ts';
import { brier, brierSkillScore } from '#core/stats/predictability/brier.ts';
import { indexPairs } from '#core/stats/predictability/confidence-table.ts';
import { corp } from '#core/stats/predictability/corp.ts';
import { searchCoverage } from '#core/stats/predictability/coverage-guaranteed.ts';
import { crcThreshold } from '#core/stats/predictability/crc-threshold.ts';
import {
  debiasedSquaredError,
  expectedCalibrationError,
  maximumCalibrationError,
  overconfidence,
} from '#core/stats/predictability/ece.ts';
import { toBins, type CalibrationBin } from '#core/stats/predictability/calibration-bins.ts';
import { isotonicFit } from '#core/stats/predictability/isotonic-fit.ts';
import { murphy } from '#core/stats/predictability/murphy.ts';
import { negativeLogLikelihood } from '#core/stats/predictability/nll.ts';
import {
  excessAurc,
  predictionRejectionRatio,
  riskCoverageAreas,
  toExpectedErrors,
} from '#core/stats/predictability/risk-coverage.ts';
import { coverageAtRisk, selectiveAccuracy } from '#core/stats/predictability/selective-accuracy.ts';
import { clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { describe, expect, test } from 'vitest';
import { FIX3, FIX3T, toPairs } from './predictability-fixtures.ts';

const fix3 = indexPairs(FIX3).table;
const fix3t = indexPairs(FIX3T).table;
const nothing = indexPairs([]).table;
const allRight = indexPairs(toPairs([0.9, 0.5], [1, 1])).table;
const allWrong = indexPairs(toPairs([0.9, 0.5], [0, 0])).table;

function toFilled(...[table, scheme, count]: Parameters<typeof toBins>): readonly CalibrationBin[] {
  const bins = toBins(table, scheme, count);
  if (bins === null) throw new Error('no bins');
  return bins;
}

function toFits(table: typeof fix3): readonly number[] {
  return isotonicFit(table).flatMap(({ count, successes }) => Array.from({ length: count }, () => successes / count));
}

describe('Brier scores', () => {
  test('of FIX-3', () => {
    expect(brier(fix3)).toBeCloseTo(0.18875, 12);
    expect(brierSkillScore(fix3)).toBeCloseTo(0.213542, 6);
  });

  test('have no skill to compare with when all outcomes are alike', () => {
    expect(brierSkillScore(allRight)).toBeNull();
    expect(brierSkillScore(allWrong)).toBeNull();
    expect(brier(allRight)).toBeCloseTo((0.01 + 0.25) / 2, 12);
    expect(brier(nothing)).toBeNull();
  });

  test('split by Murphy only with the terms inside the bins', () => {
    const parts = murphy(toFilled(fix3, 'equal-width', 5));
    expect(parts.reliability).toBeCloseTo(0.125875, 12);
    expect(parts.resolution).toBeCloseTo(0.165, 12);
    expect(parts.uncertainty).toBeCloseTo(0.24, 12);
    expect(parts.withinVariance).toBeCloseTo(0.002875, 12);
    expect(parts.withinCovariance).toBeCloseTo(0.015, 12);
  });
});

describe('CORP', () => {
  test('of FIX-3 pools adjacent violators', () => {
    const thirds = [2 / 3, 2 / 3, 2 / 3, 1 / 3, 1 / 3, 1 / 3];
    expect(toFits(fix3)).toEqual([1, 1, 1, ...thirds, 0]);
    const parts = corp(fix3);
    expect(parts?.miscalibration).toBeCloseTo(0.055417, 6);
    expect(parts?.discrimination).toBeCloseTo(0.106667, 6);
    expect(parts?.uncertainty).toBeCloseTo(0.24, 12);
  });

  test('of FIX-3T pools ties first', () => {
    expect(toFits(fix3t)).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.5, 1 / 3, 1 / 3, 1 / 3]);
  });

  test('of nothing is null', () => {
    expect(corp(nothing)).toBeNull();
    expect(corp(allRight)?.discrimination).toBe(0);
  });
});

describe('calibration errors', () => {
  test('of FIX-3 by scheme', () => {
    expect(expectedCalibrationError(toFilled(fix3, 'equal-width', 5))).toBeCloseTo(0.295, 12);
    expect(expectedCalibrationError(toFilled(fix3, 'equal-width', 10))).toBeCloseTo(0.325, 12);
    expect(expectedCalibrationError(toFilled(fix3, 'equal-mass', 5))).toBeCloseTo(0.305, 12);
    expect(maximumCalibrationError(toFilled(fix3, 'equal-width', 5))).toBeCloseTo(0.7, 12);
    expect(overconfidence(fix3)).toBeCloseTo(0.015, 12);
    expect(debiasedSquaredError(toFilled(fix3, 'equal-mass', 2))).toBeCloseTo(-0.04915, 12);
    const plugIn = toFilled(fix3, 'equal-mass', 2).map(
      ({ count, successes, confidenceSum }) => (count / 10) * (confidenceSum / count - successes / count) ** 2,
    );
    expect(plugIn.reduce((sum, part) => sum + part, 0)).toBeCloseTo(0.00085, 12);
    expect(expectedCalibrationError(toFilled(fix3t, 'equal-width', 10))).toBeCloseTo(0.13, 12);
  });

  test('put .3, .6 and .7 into the bins that they open', () => {
    const table = indexPairs(toPairs([0.3, 0.6, 0.7, 1], [1, 1, 1, 1])).table;
    const filled = toFilled(table, 'equal-width', 10).flatMap(({ count }, bin) => (count > 0 ? [bin] : []));
    expect(filled).toEqual([3, 6, 7, 9]);
  });

  test('share a tie that a border of equal mass cuts', () => {
    const table = indexPairs(toPairs([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).table;
    expect(toFilled(table, 'equal-mass', 3).map(({ count, successes }) => [count, successes])).toEqual([
      [2, 0.5],
      [1, 0.25],
      [1, 0.25],
    ]);
  });

  test('of equal mass need a pair for every bin', () => {
    expect(toBins(fix3, 'equal-mass', 11)).toBeNull();
    expect(toBins(nothing, 'equal-width', 5)).toBeNull();
    expect(overconfidence(nothing)).toBeNull();
  });
});

describe('negative log-likelihood', () => {
  test('of FIX-3, and of certain errors by the clip', () => {
    expect(negativeLogLikelihood(fix3)).toBeCloseTo(0.541478, 6);
    expect(negativeLogLikelihood(indexPairs(toPairs([1, 1], [1, 0])).table)).toBeCloseTo(6.907756, 6);
    expect(negativeLogLikelihood(nothing)).toBeNull();
  });
});

describe('AUROC', () => {
  test('of FIX-3 and with ties', () => {
    expect(auroc(fix3)).toBeCloseTo(0.791667, 6);
    expect(auroc(fix3t)).toBeCloseTo(0.791667, 6);
    expect(delongStandardError(fix3)).toBeCloseTo(0.158844, 6);
    expectInterval(delongLogitInterval(fix3, 0.95).interval, 'logit-DeLong', 0.365253, 0.961677);
  });

  test('needs both classes, its interval two of each and an overlap', () => {
    expect(auroc(allRight)).toBeNull();
    expect(auroc(allWrong)).toBeNull();
    expect(delongLogitInterval(indexPairs(toPairs([0.9, 0.5], [1, 0])).table, 0.95).reason).toMatch(/at least 2/);
    expect(delongLogitInterval(indexPairs(toPairs([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0])).table, 0.95).reason).toMatch(
      /perfectly/,
    );
  });
});

describe('risk and coverage', () => {
  test('of FIX-3', () => {
    expect([...toExpectedErrors(fix3)]).toEqual([0, 0, 0, 1, 1, 1, 2, 3, 3, 4]);
    const areas = riskCoverageAreas(toExpectedErrors(fix3));
    if (areas === null) throw new Error('no areas');
    expect(areas.aurc).toBeCloseTo(0.201071, 6);
    expect(areas.oracleAurc).toBeCloseTo(0.112619, 6);
    expect(excessAurc(areas)).toBeCloseTo(0.088452, 6);
    expect(predictionRejectionRatio(areas)).toBeCloseTo(0.692212, 6);
    expect(areas.augrc).toBeCloseTo(0.13, 12);
    expect(1 - areas.aurc).toBeCloseTo(0.798929, 6);
  });

  test('of FIX-3T shares the errors of a tie', () => {
    expect(riskCoverageAreas(toExpectedErrors(fix3t))?.aurc).toBeCloseTo(0.196442, 6);
    expect(riskCoverageAreas(toExpectedErrors(fix3t))?.augrc).toBeCloseTo(0.13, 12);
  });

  test('has no rejection ratio when all outcomes are alike', () => {
    const right = riskCoverageAreas(toExpectedErrors(allRight));
    const wrong = riskCoverageAreas(toExpectedErrors(allWrong));
    expect(right === null ? 0 : predictionRejectionRatio(right)).toBeNull();
    expect(wrong === null ? 0 : predictionRejectionRatio(wrong)).toBeNull();
    expect(wrong?.augrc).toBe(0.5);
    expect(riskCoverageAreas(toExpectedErrors(nothing))).toBeNull();
  });

  test('at chosen points of FIX-3', () => {
    expect(selectiveAccuracy(toExpectedErrors(fix3), 0.5)).toBeCloseTo(0.8, 12);
    expect(selectiveAccuracy(toExpectedErrors(fix3), 0.8)).toBeCloseTo(0.625, 12);
    expect(selectiveAccuracy(toExpectedErrors(fix3), 0.05)).toBeNull();
    expect(coverageAtRisk(toExpectedErrors(fix3), 0.2)).toBe(0.6);
    expect(coverageAtRisk(toExpectedErrors(allWrong), 0.2)).toBe(0);
    expect(coverageAtRisk(toExpectedErrors(nothing), 0.2)).toBeNull();
  });

  test('at a border inside a tie takes the expected value', () => {
    // One of the four at .7 is taken with the three at .9: 2 of those 4 are errors.
    expect(selectiveAccuracy(toExpectedErrors(fix3t), 0.4)).toBeCloseTo((3 + 0.5) / 4, 12);
  });
});

describe('guaranteed coverage', () => {
  test('of FIX-3 is none: ten samples show too little', () => {
    expect(clopperPearsonUpper(1, 6, 0.95).interval?.upper).toBeCloseTo(0.581803, 6);
    expect(searchCoverage(fix3, { risk: 0.2, delta: 0.05 })).toBe(0);
  });

  test('takes the largest share whose bound holds for every look', () => {
    // 512 samples, the 256 most confident all right, the others all wrong; nine looks at δ/9.
    const confidences = Array.from({ length: 512 }, (_, index) => 1 - index / 600);
    const outcomes = confidences.map((_, index): 0 | 1 => (index < 256 ? 1 : 0));
    const { table } = indexPairs(toPairs(confidences, outcomes));
    const value = searchCoverage(table, { risk: 0.1, delta: 0.05 });
    const accepted = value * 512;
    const toBound = (size: number): number =>
      clopperPearsonUpper(Math.max(0, size - 256), size, 1 - 0.05 / 9).interval?.upper ?? 1;
    expect(toBound(accepted)).toBeLessThanOrEqual(0.1);
    expect(toBound(accepted + 1)).toBeGreaterThan(0.1);
  });
});

describe('conformal risk control', () => {
  const items = FIX3.map(({ confidence, success }) => ({ confidence, loss: 1 - success }));

  test('of FIX-3 at .2 accepts .60 and above', () => {
    expect(crcThreshold(items, 0.2)).toBe(0.55);
    // One candidate lower has a bound of 3/11.
    expect(crcThreshold(items, 0.272)).toBe(0.55);
    expect(crcThreshold(items, 0.273)).toBe(0.4);
  });

  test('accepts nothing when 1/(n + 1) is above the target', () => {
    expect(crcThreshold(items, 0.09)).toBeNull();
    expect(crcThreshold(items, 0.091)).toBe(0.8);
    expect(crcThreshold([], 0.5)).toBeNull();
  });

  test('accepts everything when errors are rare enough', () => {
    expect(
      crcThreshold(
        items.map((item) => ({ ...item, loss: 0 })),
        0.1,
      ),
    ).toBe(0);
  });
});
