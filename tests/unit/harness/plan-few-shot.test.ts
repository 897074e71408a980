import { describe, expect, test } from 'vitest';
import { toDesign, toDesignHash } from '#core/bundle/config-hash.ts';
import type { FewShot } from '#core/model/few-shot.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { ConditionSample, RunPlan } from '#core/model/trial.ts';
import { planRun } from '#harness/plan-run.ts';
import { toPromptMessages } from '#harness/prompt-messages.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';

/** Twelve samples, two of a cluster each. */
const samples: readonly Sample[] = Array.from({ length: 12 }, (_, index) =>
  buildSample({
    sampleId: `sample-${index}`,
    clusterId: `cluster-${Math.floor(index / 2)}`,
    input: `Is pump ${index} running?`,
    target: [index % 3 === 0 ? 'yes' : 'no'],
  }),
);

const OWN: FewShot = {
  pool: { type: 'own-samples' },
  count: 3,
  draw: 'same',
  render: { type: 'text', template: 'Q: {input}\nA: {target}', separator: '\n\n' },
};

function withFewShot(change: Partial<FewShot> = {}, over: readonly Sample[] = samples): HarnessConfig {
  const base = buildConfig(over);
  return {
    ...base,
    task: { ...base.task, promptTemplate: 'Q: {input}\nA:', fewShot: { ...OWN, ...change } },
    protocol: {
      ...base.protocol,
      perturbations: [
        { id: 'case_lower', version: 1, params: {}, variants: 1 },
        { id: 'fewshot_order', version: 1, params: {}, variants: 6 },
        { id: 'fewshot_sample', version: 1, params: {}, variants: 2 },
      ],
    },
  };
}

function plan(config: HarnessConfig, over: readonly Sample[] = samples): RunPlan {
  const planned = planRun(config, over);
  if (!planned.ok) throw new Error(planned.failure.message);
  return planned.value;
}

const shownIds = ({ demonstrations }: ConditionSample): readonly string[] =>
  (demonstrations?.shown ?? []).map(({ demonstrationId }) => demonstrationId);

const under = ({ conditionSamples }: RunPlan, conditionId: string): readonly ConditionSample[] =>
  conditionSamples.filter((entry) => entry.conditionId === conditionId);

const clusterOf = new Map(samples.map(({ sampleId, clusterId }) => [sampleId, clusterId]));

describe('a draw of demonstrations', () => {
  test.each(['first', 'same', 'per-sample'] as const)('"%s" never shows the cluster of the asked sample', (draw) => {
    for (const entry of plan(withFewShot({ draw })).conditionSamples) {
      const clusters = shownIds(entry).map((sampleId) => clusterOf.get(sampleId));
      expect(clusters).toHaveLength(3);
      expect(new Set(shownIds(entry)).size).toBe(3);
      expect(clusters).not.toContain(entry.sample.clusterId);
    }
  });

  test('"first" shows the first of the pool, the next where one is barred', () => {
    const originals = under(plan(withFewShot({ draw: 'first' })), 'original').map(shownIds);
    expect(originals[11]).toEqual(['sample-0', 'sample-1', 'sample-2']);
    expect(originals[0]).toEqual(['sample-2', 'sample-3', 'sample-4']);
  });

  test('"same" shows one draw to all samples but those that are part of it', () => {
    const originals = under(plan(withFewShot()), 'original');
    const draws = Map.groupBy(originals, (entry) => shownIds(entry).join());
    const [largest] = [...draws].toSorted((a, b) => b[1].length - a[1].length);
    if (largest === undefined) throw new Error('no draws');
    const [common, askers] = largest;
    const clusters = new Set(common.split(',').map((sampleId) => clusterOf.get(sampleId)));
    expect(askers.length).toBe(originals.filter(({ sample }) => !clusters.has(sample.clusterId)).length);
  });

  test('"per-sample" draws anew for each sample, from the master seed', () => {
    const config = withFewShot({ draw: 'per-sample' });
    const draws = under(plan(config), 'original').map((entry) => shownIds(entry).join());
    expect(new Set(draws).size).toBeGreaterThan(8);
    expect(under(plan(config), 'original').map((entry) => shownIds(entry).join())).toEqual(draws);
    const reseeded = { ...config, protocol: { ...config.protocol, masterSeed: 8 } };
    expect(under(plan(reseeded), 'original').map((entry) => shownIds(entry).join())).not.toEqual(draws);
  });

  test('draws every demonstration about as often', () => {
    const counts = new Map<string, number>();
    for (let masterSeed = 0; masterSeed < 200; masterSeed += 1) {
      const config = withFewShot({ draw: 'per-sample' });
      const seeded = { ...config, protocol: { ...config.protocol, masterSeed, perturbations: [] } };
      for (const id of under(plan(seeded), 'original').flatMap(shownIds)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    // 200 seeds × 12 samples × 3 shown / 12 in the pool = 600 each, with a standard deviation of about 20.
    expect(counts.size).toBe(12);
    for (const count of counts.values()) expect(Math.abs(count - 600)).toBeLessThan(100);
  });

  test('leaves out an inline demonstration that is the question itself', () => {
    const demonstrations = [
      { input: 'Is pump 0 running?', target: 'yes' },
      { input: 'Is pump 90 running?', target: 'no' },
    ];
    const planned = plan(withFewShot({ pool: { type: 'inline', demonstrations }, count: 1, draw: 'first' }));
    const originals = under(planned, 'original').map(shownIds);
    expect(originals[0]).toEqual(['pool[1]']);
    expect(originals[1]).toEqual(['pool[0]']);
  });

  test('that asks for more than may be shown is refused with the field and the sample', () => {
    expect(planRun(withFewShot({ count: 11 }), samples)).toMatchObject({
      failure: {
        code: 'config-invalid',
        location: 'task.fewShot.count',
        message: expect.stringContaining('only 10 may be shown for sample "sample-0"'),
      },
    });
  });
});

describe('perturbations of demonstrations', () => {
  test('fewshot_order goes through every other order once, and then does nothing', () => {
    const planned = plan(withFewShot());
    const orders = [0, 1, 2, 3, 4, 5].map((variant) => under(planned, `fewshot_order@1#${variant}`)[0]);
    const original = under(planned, 'original')[0];
    if (original === undefined) throw new Error('no original');
    const seen = orders.slice(0, 5).map((entry) => (entry === undefined ? '' : shownIds(entry).join()));
    expect(new Set([...seen, shownIds(original).join()]).size).toBe(6);
    expect(orders.map((entry) => entry?.noop)).toEqual([false, false, false, false, false, true]);
    expect(planned.noopCountByCondition['fewshot_order@1#5']).toBe(12);
  });

  test('fewshot_order of many demonstrations gives 24 different orders', () => {
    const config = withFewShot({ count: 6 });
    const perturbations = [{ id: 'fewshot_order', version: 1, params: {}, variants: 24 }];
    const planned = plan({ ...config, protocol: { ...config.protocol, perturbations } });
    const orders = planned.conditionSamples.filter(({ sample }) => sample.sampleId === 'sample-5');
    expect(new Set(orders.map((entry) => shownIds(entry).join())).size).toBe(25);
  });

  test('fewshot_sample shows others, and nothing where the pool has no others', () => {
    const planned = plan(withFewShot());
    for (const entry of under(planned, 'fewshot_sample@1#0')) {
      const original = under(planned, 'original').find(({ sample }) => sample === entry.sample);
      expect(entry.noop).toBe(false);
      expect(shownIds(entry).toSorted()).not.toEqual(original === undefined ? [] : shownIds(original).toSorted());
    }
    expect(plan(withFewShot({ count: 10 })).noopCountByCondition['fewshot_sample@1#0']).toBe(12);
  });

  test('are noops for a task without demonstrations', () => {
    const config = withFewShot();
    const { fewShot: _, ...task } = config.task;
    const { noopCountByCondition, conditionSamples } = plan({ ...config, task });
    expect(noopCountByCondition['fewshot_order@1#0']).toBe(12);
    expect(noopCountByCondition['fewshot_sample@1#1']).toBe(12);
    expect(conditionSamples.every((entry) => !('demonstrations' in entry))).toBe(true);
  });
});

describe('the prompt', () => {
  const entry: ConditionSample = {
    conditionId: 'original',
    sample: buildSample({ input: 'What is {target}?' }),
    system: null,
    noop: false,
    demonstrations: {
      shown: [
        { demonstrationId: 'pool[0]', input: 'One {target} $&?', target: 'yes {input}' },
        { demonstrationId: 'pool[1]', input: 'Two?', target: 'no' },
      ],
      pool: [],
      barredIds: [],
      drawSeed: '',
    },
  };
  const { task } = withFewShot();

  test('has the demonstrations before the question as text, filled once', () => {
    expect(toPromptMessages(task, entry)).toEqual({
      system: null,
      user: 'Q: One {target} $&?\nA: yes {input}\n\nQ: Two?\nA: no\n\nQ: What is {target}?\nA:',
    });
  });

  test('or as turns of the chat, asked with the task’s template', () => {
    expect(toPromptMessages({ ...task, fewShot: { ...OWN, render: { type: 'turns' } } }, entry)).toEqual({
      system: null,
      turns: [
        { role: 'user', content: 'Q: One {target} $&?\nA:' },
        { role: 'assistant', content: 'yes {input}' },
        { role: 'user', content: 'Q: Two?\nA:' },
        { role: 'assistant', content: 'no' },
      ],
      user: 'Q: What is {target}?\nA:',
    });
  });
});

describe('the configuration', () => {
  test('with demonstrations is another design, and without them the same as ever', () => {
    const config = withFewShot();
    const { fewShot: _, ...task } = config.task;
    expect(toDesignHash(config)).not.toBe(toDesignHash({ ...config, task }));
    expect(JSON.stringify(toDesign({ ...config, task }))).not.toContain('fewShot');
    const perSample = { ...config.task, fewShot: { ...OWN, draw: 'per-sample' as const } };
    expect(toDesignHash({ ...config, task: perSample })).not.toBe(toDesignHash(config));
  });

  test('whose template lacks a field is refused by name', () => {
    const render = { type: 'text', template: 'Q: {input}', separator: '' } as const;
    expect(parseConfig(withFewShot({ render }))).toMatchObject({
      failure: { location: 'task.fewShot.render.template', message: expect.stringContaining('"{target}"') },
    });
  });
});
