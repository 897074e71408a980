import { describe, expect, test } from 'vitest';
import { planRun } from '#harness/plan-run.ts';
import type { RunPlan } from '#core/model/trial.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { buildConfig, buildSample, buildSamples } from '#tests/support/builders.ts';

const samples = buildSamples(5);
const config = buildConfig(samples);

function plan(asked: HarnessConfig = config, over = samples): RunPlan {
  const planned = planRun(asked, over);
  if (!planned.ok) throw new Error(planned.failure.message);
  return planned.value;
}

describe('the plan', () => {
  test('has every sample under every condition, baseline epochs and perturbed epochs', () => {
    const { conditions, conditionSamples, trialCount } = plan();
    expect(conditions.map((condition) => condition.conditionId)).toEqual([
      'original',
      'case_lower@1#0',
      'norm_nfd@1#0',
    ]);
    expect(conditionSamples).toHaveLength(15);
    expect(trialCount).toBe(5 * (4 + 2 + 2));
  });

  test('is the same when made again, and keys are all different', () => {
    expect(plan()).toEqual(plan());
    const keys = plan().groups.flatMap((group) => group.trials.map((trial) => trial.trialKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('another master seed changes every key, more epochs change none', () => {
    const reseeded = plan({ ...config, protocol: { ...config.protocol, masterSeed: 8 } });
    const longer = plan({ ...config, protocol: { ...config.protocol, epochs: { baseline: 6, perturbed: 2 } } });
    const keysOf = (of: RunPlan): Set<string> =>
      new Set(of.groups.flatMap((group) => group.trials.map((trial) => trial.trialKey)));
    expect([...keysOf(plan())].some((key) => keysOf(reseeded).has(key))).toBe(false);
    expect([...keysOf(plan())].every((key) => keysOf(longer).has(key))).toBe(true);
  });

  test('runtime, threads and batch size change no key', () => {
    const model = config.models[0];
    if (model === undefined) throw new Error('no model');
    expect(plan({ ...config, models: [{ ...model, threads: 2 }], execution: { batchSize: 1 } }).groups).toEqual(
      plan().groups,
    );
  });

  test('entries of the same files have trials of their own, whatever their runtime', () => {
    const model = config.models[0];
    if (model === undefined) throw new Error('no model');
    const keysOf = (...others: (typeof model)[]): readonly string[] =>
      plan({ ...config, models: [model, ...others] }).groups.flatMap(({ trials }) => trials.map((t) => t.trialKey));
    const twin = { ...model, modelId: 'test/twin', threads: 2 };
    const keys = keysOf(twin);
    expect(new Set(keys).size).toBe(2 * keysOf().length);
    expect(keys.slice(0, keysOf().length)).toEqual(keysOf());
    expect(keysOf({ ...twin, threads: 1, device: 'webgpu' })).toEqual(keys);
  });

  test('a perturbation that changes nothing is a noop without trials', () => {
    const plain = [buildSample({ input: 'all lower, nothing precomposed' })];
    const { conditionSamples, trialCount, noopCountByCondition } = plan(buildConfig(plain), plain);
    expect(conditionSamples.filter((entry) => entry.noop).map((entry) => entry.conditionId)).toEqual([
      'case_lower@1#0',
      'norm_nfd@1#0',
    ]);
    expect(trialCount).toBe(4);
    expect(noopCountByCondition).toEqual({ original: 0, 'case_lower@1#0': 1, 'norm_nfd@1#0': 1 });
  });
});

describe('a plan is refused with the place', () => {
  const refused = (change: Partial<HarnessConfig['protocol']>): string | null => {
    const planned = planRun({ ...config, protocol: { ...config.protocol, ...change } }, samples);
    return planned.ok ? null : (planned.failure.location ?? '');
  };

  test('unknown perturbation', () => {
    expect(refused({ perturbations: [{ id: 'no_such', version: 1, params: {}, variants: 1 }] })).toBe(
      'protocol.perturbations[0]',
    );
  });

  test('unknown parameter', () => {
    expect(refused({ perturbations: [{ id: 'case_lower', version: 1, params: { rate: 2 }, variants: 1 }] })).toBe(
      'protocol.perturbations[0]',
    );
  });

  test('the same condition twice', () => {
    const twice = { id: 'case_lower', version: 1, params: {}, variants: 1 };
    expect(refused({ perturbations: [twice, twice] })).toBe('protocol.perturbations[1]');
  });

  test('a sample that no scorer judges', () => {
    const scorers = [
      { name: 'answer', version: 1, rules: [{ type: 'includes' as const, families: ['other'], ignoreCase: false }] },
    ];
    const planned = planRun({ ...config, scorers }, samples);
    expect(planned.ok ? null : planned.failure.location).toBe('scorers[0].rules');
  });

  test('a choice rule for a sample without options, also behind an extractor', () => {
    const choice = { type: 'choice' as const, families: null };
    const extracted = {
      type: 'extracted' as const,
      families: null,
      from: [{ type: 'last-line' as const }],
      otherwise: 'unparsable' as const,
      rule: { type: 'choice-letter' as const, tiers: ['whole' as const], statements: [] },
    };
    const { sampleId, family } = samples[0] ?? { sampleId: '', family: '' };
    for (const rule of [choice, extracted]) {
      const planned = planRun({ ...config, scorers: [{ name: 'answer', version: 1, rules: [rule] }] }, samples);
      expect(planned.ok ? null : planned.failure).toMatchObject({
        location: 'scorers[0].rules',
        message: `Scorer "answer" judges family "${family}" by rule "${rule.type}", but sample "${sampleId}" of it has no options: give it options, or judge its family by another rule.`,
      });
    }
  });
});
