import { meanKl, top1Agreement } from '#core/stats/backend-agreement.ts';
import { jensenShannon, klDivergence, totalVariation } from '#core/stats/distribution-distance.ts';
import { editDistance } from '#core/stats/edit-distance.ts';
import { robustnessCurveAuc } from '#core/stats/robustness-curve-auc.ts';
import { tokenDrift, tokenDriftSlope, toTokenDrift } from '#core/stats/token-drift.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';

const settings = createIntervalSettings();

describe('robustness_curve_auc', () => {
  const row = { sampleId: 'a', clusterId: 'a', columns: [0.8, 0.76, 0.7, 0.5] };

  test('of the printed curve is the printed one', () => {
    expect(robustnessCurveAuc([row], [0, 0.05, 0.1, 0.2], settings).value).toBeCloseTo(0.846875, 12);
  });

  test('of a flat curve is 1, whatever the steps', () => {
    const flat = { ...row, columns: [0.5, 0.5, 0.5] };
    expect(robustnessCurveAuc([flat], [0, 0.01, 0.4], settings).value).toBeCloseTo(1, 12);
  });

  test('needs three intensities, one of them 0, and something right at 0', () => {
    const reason = 'a curve needs at least 3 intensities, 0 among them';
    expect(robustnessCurveAuc([row], [0, 0.1], settings).reason).toBe(reason);
    expect(robustnessCurveAuc([row], [0.1, 0.2, 0.3], settings).reason).toBe(reason);
    const wrong = { ...row, columns: [0, 1, 1] };
    expect(robustnessCurveAuc([wrong], [0, 0.1, 0.2], settings).reason).toBe(
      'the accuracy at intensity 0 is 0, so there is nothing to compare with',
    );
    expect(robustnessCurveAuc([], [0, 0.1, 0.2], settings).reason).toBe(
      'no sample has completed trials at every intensity',
    );
  });
});

describe('distances of distributions', () => {
  const p = [0.7, 0.2, 0.1];
  const q = [0.6, 0.3, 0.1];

  test('are the printed ones', () => {
    expect(klDivergence(p, q)).toBeCloseTo(0.026812, 6);
    expect(totalVariation(p, q)).toBeCloseTo(0.1, 12);
    expect(jensenShannon(p, q)).toBeCloseTo(0.01004, 6);
  });

  test('at the edges: none of itself, infinite or one bit from what it excludes', () => {
    expect(klDivergence(p, p)).toBe(0);
    expect(klDivergence([1, 0], [0, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(klDivergence([0, 1], [0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
    expect(jensenShannon([1, 0], [0, 1])).toBeCloseTo(1, 12);
  });
});

describe('agreement of backends', () => {
  const sample = { sampleId: 'a', clusterId: 'a' };

  test('is the share of positions with the same likeliest token', () => {
    const positions = [
      { top: 5, replicaTop: 5, kl: 0.1 },
      { top: 4, replicaTop: 9, kl: 0.2 },
      { top: 2, replicaTop: 2, kl: 0 },
    ];
    expect(top1Agreement([{ ...sample, positions }], settings)).toMatchObject({ value: 2 / 3, n: 1 });
    expect(top1Agreement([{ ...sample, positions: [] }], settings).reason).toMatch('no output of the original');
  });

  test('mean divergence is over positions, and null where it is infinite', () => {
    const at = (kl: number | null) => ({ top: 0, replicaTop: 0, kl });
    expect(meanKl([{ ...sample, positions: [at(0.026812), at(0)] }], settings).value).toBeCloseTo(0.026812 / 2, 9);
    expect(meanKl([{ ...sample, positions: [at(null)] }], settings).reason).toBe(
      'one side gives a token no chance that the other gives one, so the divergence is infinite',
    );
    expect(meanKl([], settings).reason).toMatch('no output of the original');
  });

  test('resamples clusters whole', () => {
    const positions = (kl: number) => [{ top: 0, replicaTop: kl > 0.5 ? 1 : 0, kl }];
    const samples = Array.from({ length: 24 }, (_, index) => ({
      sampleId: `s${index}`,
      clusterId: `c${Math.floor(index / 2)}`,
      positions: positions((index % 7) / 6),
    }));
    expect(meanKl(samples, settings)).toMatchObject({ n: 24, clusters: 12, interval: { method: 'CI-BS' } });
    expect(top1Agreement(samples, settings).interval?.method).toBe('CI-BS');
  });
});

describe('token_drift', () => {
  test('is the edit distance over the longer length, with the ratio of lengths', () => {
    expect(toTokenDrift([1, 2, 3, 4], [1, 9, 3])).toEqual({ distance: 0.5, lengthRatio: 0.75 });
    expect(toTokenDrift([], [])).toEqual({ distance: 0, lengthRatio: null });
    expect(toTokenDrift([], [1])).toEqual({ distance: 1, lengthRatio: null });
  });

  test('the edit distance reaches over the words of its table', () => {
    const long = Array.from({ length: 200 }, (_, index) => index);
    expect(editDistance(long, long.toReversed())).toBe(200);
    expect(editDistance(long, [...long.slice(70), ...long.slice(0, 70)])).toBe(140);
    expect(editDistance([1, 2, 1, 2, 1, 2], [])).toBe(6);
  });

  const prompts = [
    { sampleId: 'a', clusterId: 'a', drift: { distance: 0.2, lengthRatio: 1 }, flipShare: 0.1 },
    { sampleId: 'a', clusterId: 'a', drift: { distance: 0.4, lengthRatio: 2 }, flipShare: 0.2 },
    { sampleId: 'b', clusterId: 'b', drift: { distance: 0.8, lengthRatio: null }, flipShare: 0.4 },
  ];

  test('averages conditions of a sample first', () => {
    expect(tokenDrift(prompts, 'distance', settings)).toMatchObject({ value: 0.55, n: 2 });
    expect(tokenDrift(prompts, 'length-ratio', settings)).toMatchObject({ value: 1.5, n: 1 });
    expect(tokenDrift([], 'distance', settings).reason).toBe('no sample has a prompt that this perturbation changes');
  });

  test('has the least-squares slope of flips, or none where drift does not vary', () => {
    expect(tokenDriftSlope(prompts, settings)).toMatchObject({ n: 2, clusters: 2 });
    expect(tokenDriftSlope(prompts, settings).value).toBeCloseTo(0.5, 12);
    expect(tokenDriftSlope(prompts.slice(0, 1), settings).reason).toBe('every prompt has the same token drift');
    expect(tokenDriftSlope([], settings).reason).toBe('no prompt has completed trials');
  });
});
