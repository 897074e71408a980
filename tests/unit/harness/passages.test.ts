import { describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import { toSampleHash } from '#core/model/trial-key.ts';
import type { RunPlan } from '#core/model/trial.ts';
import { planRun } from '#harness/plan-run.ts';
import { toPromptMessages } from '#harness/prompt-messages.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';

const passages = { texts: ['Hall 1 is red.', 'Hall 2 is {input}.', 'Hall 3 is blue.'], gold: 1 };
const samples = [
  buildSample({ input: 'Which hall?', passages }),
  buildSample({ sampleId: 'plain', clusterId: 'plain', input: 'Plain?' }),
];

function withPosition(): HarnessConfig {
  const base = buildConfig(samples);
  const perturbations = [{ id: 'context_position', version: 1, params: {}, variants: 3 }];
  return { ...base, protocol: { ...base.protocol, perturbations } };
}

function plan(config: HarnessConfig): RunPlan {
  const planned = planRun(config, samples);
  if (!planned.ok) throw new Error(planned.failure.message);
  return planned.value;
}

const userOf = (config: HarnessConfig, conditionId: string): string => {
  const entry = plan(config).conditionSamples.find((found) => found.conditionId === conditionId);
  if (entry === undefined) throw new Error(conditionId);
  return toPromptMessages(config.task, entry).user;
};

describe('passages of a sample', () => {
  test('stand before its input, numbered, inside the task’s template', () => {
    const config = withPosition();
    expect(userOf({ ...config, task: { ...config.task, promptTemplate: 'Read.\n{input}\nAnswer:' } }, 'original')).toBe(
      'Read.\n[1] Hall 1 is red.\n\n[2] Hall 2 is {input}.\n\n[3] Hall 3 is blue.\n\nWhich hall?\nAnswer:',
    );
  });

  test('stand as the task says, and are moved with their numbers', () => {
    const config = withPosition();
    const task = { ...config.task, passages: { template: 'Text {number}: {passage}', separator: '\n' } };
    expect(userOf({ ...config, task }, 'context_position@1#2')).toBe(
      'Text 1: Hall 1 is red.\nText 2: Hall 3 is blue.\nText 3: Hall 2 is {input}.\nWhich hall?',
    );
    expect(toDesignHash({ ...config, task })).not.toBe(toDesignHash(config));
  });

  test('are part of the plan: noop where nothing moves, and for samples without', () => {
    const { noopCountByCondition } = plan(withPosition());
    expect(noopCountByCondition).toMatchObject({
      'context_position@1#0': 1,
      'context_position@1#1': 2,
      'context_position@1#2': 1,
    });
  });

  test('belong to demonstrations made of samples', () => {
    const config = withPosition();
    const fewShot = {
      pool: { type: 'own-samples' },
      count: 1,
      draw: 'first',
      render: { type: 'text', template: '{input} {target}', separator: '\n' },
    } as const;
    const withShots = { ...config, task: { ...config.task, fewShot } };
    const entry = plan(withShots).conditionSamples.find(({ sample }) => sample.sampleId === 'plain');
    if (entry === undefined) throw new Error('plain');
    expect(toPromptMessages(withShots.task, entry).user).toContain('[3] Hall 3 is blue.\n\nWhich hall? yes\nPlain?');
  });

  test('are read from a task file; a gold place that no text has is refused, and no passages change no hash', () => {
    const read = (value: object): ReturnType<typeof parseSamplesJsonl> =>
      parseSamplesJsonl(new TextEncoder().encode(`${JSON.stringify(value)}\n`), 'a.jsonl');
    expect(read({ input: 'Which?', target: 'x', passages })).toMatchObject({ ok: true, value: [{ passages }] });
    const bad = read({ input: 'Which?', target: 'x', passages: { texts: ['a'], gold: 1 } });
    expect(JSON.stringify(bad)).toContain('must be the place of one of the texts');
    expect(toSampleHash(buildSample())).toBe(toSampleHash(JSON.parse(JSON.stringify(buildSample()))));
    expect(Object.keys(buildSample())).not.toContain('passages');
  });

  test('are refused where a text is measured, and with a template that does not show them', () => {
    const config = withPosition();
    const task = { ...config.task, passages: { template: 'Text', separator: '' } };
    expect(parseConfig({ ...config, task })).toMatchObject({ failure: { location: 'task.passages.template' } });
  });
});
