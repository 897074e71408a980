import type { Estimate, Report } from '#core/model/report.ts';
import type { Sample } from '#core/model/sample.ts';
import type { ScorerRule } from '#core/model/scorer.ts';
import type { PerturbationClass, Trial } from '#core/model/trial.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { describe, expect, test } from 'vitest';
import type { RunDesign } from './analyse-fixtures.ts';
import { buildRunRows, findEstimates, RIGHT, WRONG } from './analyse-fixtures.ts';

const SCORER = buildConfig(buildSamples(1)).scorers[0]?.name ?? '';

/** Rows whose conditions name perturbations as the plan names them: `<id>@<version>[:intensity=<ε>]#<variant>`. */
function buildNamedRows(design: RunDesign, epochs: { readonly baseline: number; readonly perturbed: number }): RunRows {
  const samples = design.samples ?? buildSamples(12);
  const { protocol } = buildConfig(samples);
  const rows = buildRunRows({ ...design, samples, config: { ...design.config, protocol: { ...protocol, epochs } } });
  return {
    ...rows,
    conditions: rows.conditions.map((condition) => {
      const named = /^(\w+)@(\d+)(?::intensity=([\d.]+))?#(\d+)$/u.exec(condition.conditionId);
      if (named === null || condition.perturbation === null) return condition;
      const [, id = '', version, intensity, variant] = named;
      const params: Record<string, number> = intensity === undefined ? {} : { intensity: Number(intensity) };
      const perturbation = {
        ...condition.perturbation,
        id,
        version: Number(version),
        params,
        variant: Number(variant),
      };
      return { ...condition, perturbation };
    }),
  };
}

function toConditions(ids: readonly string[], wanted: PerturbationClass = 'P'): Record<string, PerturbationClass> {
  return Object.fromEntries(ids.map((id) => [id, wanted]));
}

function toIndex({ sampleId }: Pick<Trial, 'sampleId'>): number {
  return Number(sampleId.replace('sample-', ''));
}

function find(report: Report, wanted: Partial<Estimate>): Estimate {
  const [estimate] = findEstimates(report, wanted);
  if (estimate === undefined) throw new Error(`no estimate ${JSON.stringify(wanted)}`);
  return estimate;
}

describe('a perturbation with several variants', () => {
  const ids = ['fmt_separator@1#0', 'fmt_separator@1#1', 'case_lower@1#0'];
  const report = analyseRun(
    buildNamedRows(
      {
        conditions: toConditions(ids),
        // The second separator loses the first half of the samples.
        toOutcome: (trial) => (trial.conditionId === 'fmt_separator@1#1' && toIndex(trial) <= 6 ? WRONG : RIGHT),
      },
      { baseline: 4, perturbed: 2 },
    ),
  );

  test('has a row of its own beside those of its variants', () => {
    expect(find(report, { metric: 'acc_drop', conditionId: 'fmt_separator@1' }).value).toBeCloseTo(0.25, 12);
    expect(find(report, { metric: 'acc_drop', conditionId: 'fmt_separator@1#1' }).value).toBeCloseTo(0.5, 12);
    expect(findEstimates(report, { metric: 'acc_drop', conditionId: 'case_lower@1' })).toEqual([]);
  });

  test('has its tests adjusted over the rows of its kind', () => {
    const drops = ids.map((conditionId) => find(report, { metric: 'acc_drop', conditionId }).adjusted);
    expect(drops.map((adjusted) => [adjusted?.family, adjusted?.tests])).toEqual(
      ids.map(() => ['class P, conditions, acc_drop', 3]),
    );
    const [, lost] = drops;
    expect(lost?.adjustedPValue).toBeCloseTo(3 * (lost?.pValue ?? 0), 12);
    expect(lost?.adjustedPValue).toBeLessThan(0.05);
    expect(drops[0]?.adjustedPValue).toBe(1);
    expect(find(report, { metric: 'acc_drop', conditionId: 'fmt_separator@1' }).adjusted?.family).toBe(
      'class P, operators, acc_drop',
    );
    expect(
      find(report, { metric: 'flip_rate', conditionId: 'case_lower@1#0', params: { of: 'answer' } }).adjusted,
    ).toBe(null);
  });

  test('is a family of formats with the original, over equally many epochs', () => {
    const place = { conditionId: 'all-P' };
    expect(find(report, { ...place, metric: 'format_spread', params: { J: 3 } }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { ...place, metric: 'format_spread', params: { J: 3, part: 'pValue' } }).value).toBeLessThan(
      0.05,
    );
    expect(find(report, { ...place, metric: 'max_p', params: { J: 3 } }).value).toBe(1);
    expect(find(report, { ...place, metric: 'avg_p', params: { J: 3 } }).value).toBeCloseTo(2.5 / 3, 12);
    expect(find(report, { ...place, metric: 'perf_quantile', params: { J: 3, q: 0.05 } }).reason).toMatch('20 prompts');
    expect(find(report, { ...place, metric: 'cochran_q', params: { J: 3, part: 'q' } }).value).toBeCloseTo(12, 12);
    expect(findEstimates(report, { metric: 'format_spread', conditionId: 'fmt_separator@1' })).toHaveLength(4);
  });

  test('has flips, ratios and the worst case', () => {
    const place = { conditionId: 'fmt_separator@1#1', params: {} };
    expect(find(report, { ...place, metric: 'flip_rate', params: { of: 'answer' } }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { ...place, metric: 'negative_flip_rate' }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { ...place, metric: 'attack_success_rate' }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { ...place, metric: 'pdr' }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { ...place, metric: 'hal_robustness_ratio' }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { metric: 'worst_case_acc', conditionId: 'all-P' })).toMatchObject({
      value: 0.5,
      params: { J: 3, rule: 'J-per-sample' },
    });
    const symmetric = { ...place, metric: 'excess_flip_symmetric@a', params: { of: 'answer' } };
    expect(find(report, symmetric).value).toBeCloseTo(0.5, 12);
  });

  test('has no curve, no directions and no options', () => {
    for (const metric of ['robustness_curve_auc', 'dir_pass_rate', 'circular_eval', 'prompt_sensitivity']) {
      expect(findEstimates(report, { metric })).toEqual([]);
    }
  });
});

describe('a perturbation at several intensities', () => {
  const report = analyseRun(
    buildNamedRows(
      {
        conditions: toConditions(
          ['kbd_typo@2:intensity=0.2#0', 'kbd_typo@2:intensity=0.1#0', 'kbd_typo@2:intensity=0.1#1'],
          'L',
        ),
        toOutcome: (trial) => (trial.conditionId.includes('0.2') && toIndex(trial) <= 6 ? WRONG : RIGHT),
      },
      { baseline: 2, perturbed: 2 },
    ),
  );

  test('has a curve over them, the original at 0 and variants pooled', () => {
    const curve = find(report, { metric: 'robustness_curve_auc', conditionId: 'kbd_typo@2' });
    expect(curve.value).toBeCloseTo((0.1 * 1 + 0.1 * 0.75) / 0.2, 12);
    expect(curve.params).toEqual({ levels: 3, maxIntensity: 0.2 });
  });

  test('has pass^k at each of them', () => {
    const conditionId = 'kbd_typo@2:intensity=0.2#0';
    expect(find(report, { metric: 'pass_hat_k', conditionId, params: { k: 2 } }).value).toBeCloseTo(0.5, 12);
  });
});

describe('a perturbation of class N', () => {
  const rows = buildNamedRows(
    {
      samples: buildSamples(12).map((sample) => ({ ...sample, target: ['yes'] })),
      conditions: toConditions(['negate@1#0'], 'N'),
      // Six samples change their answer as asked, the others do not.
      toOutcome: (trial) =>
        trial.conditionId === 'original'
          ? RIGHT
          : toIndex(trial) <= 6
            ? { answer: 'no', value: 1, success: 1 }
            : { answer: 'yes', value: 0, success: 0 },
    },
    { baseline: 2, perturbed: 1 },
  );
  const negated = rows.conditionRows.map((row) =>
    row.conditionId === 'negate@1#0' ? { ...row, target: ['no'] } : row,
  );

  test('is a directional test of the samples whose target it changes', () => {
    const report = analyseRun({ ...rows, conditionRows: negated });
    expect(find(report, { metric: 'dir_pass_rate' })).toMatchObject({ value: 0.5, n: 12, conditionId: 'negate@1#0' });
    expect(findEstimates(report, { metric: 'acc_drop' })).toEqual([]);
  });

  test('that changes no target has no direction', () => {
    expect(find(analyseRun(rows), { metric: 'dir_pass_rate' }).reason).toBe(
      'no sample with completed trials has a target that this perturbation changes',
    );
  });
});

describe('multiple choice', () => {
  const samples = buildSamples(12).map((sample): Sample => ({
    ...sample,
    options: { labels: ['A', 'B', 'C'], texts: ['Yes', 'No', 'Maybe'] },
    target: ['A'],
  }));
  const rules = [{ type: 'choice' as const, families: null }];
  const config = { scorers: [{ name: SCORER, version: 1, rules }] };
  /** Always the option at the first place: rotated by v + 1 that is text v + 1. */
  const firstOption = (trial: Trial) => {
    const places = trial.conditionId.startsWith('opt_rotate') ? Number(trial.conditionId.split('#')[1]) + 1 : 0;
    const answer = ['yes', 'no', 'maybe'][places] ?? null;
    return { answer, value: places === 0 ? 1 : 0, success: places === 0 ? (1 as const) : (0 as const) };
  };

  test('asked under every rotation shows a model that always picks the first place', () => {
    const rotations = toConditions(['opt_rotate@1#0', 'opt_rotate@1#1']);
    const report = analyseRun(
      buildNamedRows({ samples, config, conditions: rotations, toOutcome: firstOption }, { baseline: 4, perturbed: 2 }),
    );
    expect(find(report, { metric: 'circular_eval' }).value).toBe(0);
    expect(find(report, { metric: 'rstd', params: { options: 3 } }).value).toBeCloseTo(Math.sqrt(2) / 3, 12);
    expect(find(report, { metric: 'position_tvd', params: { options: 3 } }).value).toBeCloseTo(2 / 3, 12);
    // 72 choices of the first place against 24 expected at each: (48² + 24² + 24²) / 24.
    expect(find(report, { metric: 'position_tvd', params: { options: 3, part: 'chiSquare' } }).value).toBeCloseTo(
      144,
      9,
    );
  });

  test('is recognised by every rule that reads options, also behind an extractor', () => {
    const letter = { type: 'choice-letter' as const, tiers: ['whole' as const], statements: [] };
    const everyRule: readonly ScorerRule[] = [
      { ...letter, families: null },
      { type: 'option-likelihood', families: null, per: 'token' },
      { type: 'extracted', families: null, from: [{ type: 'last-line' }], otherwise: 'unparsable', rule: letter },
    ];
    const conditions = toConditions(['opt_rotate@1#0', 'opt_rotate@1#1']);
    for (const rule of everyRule) {
      const named = { scorers: [{ name: SCORER, version: 1, rules: [rule] }] };
      const design = { samples, config: named, conditions, toOutcome: firstOption };
      const report = analyseRun(buildNamedRows(design, { baseline: 4, perturbed: 2 }));
      expect(find(report, { metric: 'circular_eval' }).value, rule.type).toBe(0);
    }
  });

  test('that lacks a rotation has no position bias', () => {
    const report = analyseRun(
      buildNamedRows(
        { samples, config, conditions: toConditions(['opt_rotate@1#0']), toOutcome: firstOption },
        { baseline: 2, perturbed: 2 },
      ),
    );
    expect(find(report, { metric: 'circular_eval' }).value).toBeNull();
    expect(findEstimates(report, { metric: 'rstd' })).toEqual([]);
  });

  test('under several formats shows sensitivity and consistency of classes', () => {
    const report = analyseRun(
      buildNamedRows(
        {
          samples,
          config,
          conditions: toConditions(['fmt_separator@1#0']),
          toOutcome: ({ conditionId }) =>
            conditionId === 'original'
              ? { answer: 'yes', value: 1, success: 1 }
              : { answer: 'no', value: 0, success: 0 },
        },
        { baseline: 2, perturbed: 2 },
      ),
    );
    expect(find(report, { metric: 'prompt_sensitivity' }).value).toBeCloseTo(Math.log(2) / Math.log(3), 12);
    expect(find(report, { metric: 'class_consistency' })).toMatchObject({ value: 1, params: { family: 'short' } });
  });
});

describe('token drift', () => {
  const rows = buildNamedRows(
    {
      conditions: toConditions(['case_lower@1#0']),
      toOutcome: (trial) => (trial.conditionId !== 'original' && toIndex(trial) <= 6 ? WRONG : RIGHT),
    },
    { baseline: 2, perturbed: 1 },
  );
  // The tokens of the samples that flip all change, those of the others not at all.
  const transcripts = rows.transcripts.map((row) => ({
    ...row,
    promptTokenIds: row.conditionId === 'original' ? [1, 2] : toIndex(row) <= 6 ? [3, 4, 5] : [1, 2],
  }));
  const report = analyseRun({ ...rows, transcripts });

  test('comes from the token ids of the prompts, once for all scorers', () => {
    const place = { metric: 'token_drift', conditionId: 'case_lower@1#0', scorer: null };
    expect(find(report, { ...place, params: { of: 'distance' } }).value).toBeCloseTo(0.5, 12);
    expect(find(report, { ...place, params: { of: 'length-ratio' } }).value).toBeCloseTo(1.25, 12);
  });

  test('explains flips that go with it', () => {
    expect(find(report, { metric: 'token_drift_slope@a', conditionId: 'all-P' }).value).toBeCloseTo(1, 12);
  });
});
