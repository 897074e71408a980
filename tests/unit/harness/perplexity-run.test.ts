import { beforeAll, describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import type { Estimate } from '#core/model/report.ts';
import type { Sample } from '#core/model/sample.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { planRun } from '#harness/plan-run.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';
import { at, withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const samples: readonly Sample[] = Array.from({ length: 12 }, (_, index) =>
  buildSample({
    sampleId: `text-${index}`,
    clusterId: `text-${index}`,
    family: index % 2 === 0 ? 'english' : 'hindi',
    input: index % 2 === 0 ? `The pump in hall ${index} is running again.` : `पंप ${index} चल रहा है।`,
    target: [],
  }),
);

function textConfig(change: Partial<HarnessConfig> = {}): HarnessConfig {
  const base = buildConfig(samples);
  return {
    ...base,
    task: { ...base.task, mode: { type: 'perplexity', stride: null, windowLength: null } },
    decoding: { ...base.decoding, temperature: 0 },
    protocol: {
      ...base.protocol,
      epochs: { baseline: 1, perturbed: 1 },
      perturbations: [{ id: 'case_lower', version: 1, params: {}, variants: 1 }],
    },
    scorers: [],
    ...change,
  };
}

let run: FoldedRun;
let estimates: readonly Estimate[];
let members: Members;

// A real model on a busy machine.
beforeAll(async () => {
  run = await runOnReference(textConfig());
  const report = analyseRun(run.rows);
  ({ estimates } = report);
  const written = toBundleMembers(run, report, { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

const find = (metric: string, conditionId = 'original', family?: string): Estimate | undefined =>
  estimates.find(
    (estimate) =>
      estimate.metric === metric && estimate.conditionId === conditionId && estimate.params['family'] === family,
  );

/** Σ −ln p of the stored tokens of some texts, over what they are divided by. */
function nats(isOf: (sampleId: string) => boolean, conditionId = 'original'): number {
  return run.rows.transcripts
    .filter((row) => row.conditionId === conditionId && isOf(row.sampleId))
    .flatMap(({ logprobs }) => logprobs ?? [])
    .reduce((sum, { logprob }) => sum - logprob, 0);
}

describe('a run that measures texts', () => {
  test('scores every token of every text once, without a prompt', () => {
    expect(run.status).toBe('completed');
    expect(run.rows.scores).toEqual([]);
    expect(run.effectiveConfig.models[0]?.determinismCheck.identical).toBe(true);
    // Hindi has no case: those texts are noops.
    expect(run.rows.transcripts).toHaveLength(18);
    for (const row of run.rows.transcripts) {
      expect(row).toMatchObject({ status: 'completed', promptTokenIds: [], finishReason: 'scored' });
      expect(row.outputText).toBe(row.prompt);
      expect(row.logprobs?.map(({ token }) => token)).toEqual(row.outputTokenIds);
    }
  });

  test('reports perplexity and bits per byte of all texts and of each family', () => {
    const bytes = samples.reduce((sum, { input }) => sum + Buffer.byteLength(input), 0);
    const words = samples.reduce((sum, { input }) => sum + input.split(/\s+/).length, 0);
    const all = nats(() => true);
    expect(find('bits_per_byte')).toMatchObject({ n: 12, unit: 'bits', interval: { method: 'CI-BS' } });
    expect(find('bits_per_byte')?.value).toBeCloseTo(all / bytes / Math.LN2, 9);
    expect(find('byte_perplexity')?.value).toBeCloseTo(Math.exp(all / bytes), 9);
    expect(find('word_perplexity')?.value).toBeCloseTo(Math.exp(all / words), 3);
    const ofHindi = samples.filter(({ family }) => family === 'hindi');
    const hindi = nats((sampleId) => ofHindi.some((sample) => sample.sampleId === sampleId));
    expect(find('bits_per_byte', 'original', 'hindi')?.value).toBeCloseTo(
      hindi / Math.LN2 / ofHindi.reduce((sum, { input }) => sum + Buffer.byteLength(input), 0),
      9,
    );
  });

  test('reports what a perturbation does to the same texts, on those that it changes', () => {
    const english = samples.filter(({ family }) => family === 'english');
    const bytes = english.reduce((sum, { input }) => sum + Buffer.byteLength(input), 0);
    const isEnglish = (sampleId: string): boolean => english.some((sample) => sample.sampleId === sampleId);
    const difference = (nats(isEnglish, 'case_lower@1#0') - nats(isEnglish)) / bytes / Math.LN2;
    expect(find('bits_per_byte_diff', 'case_lower@1#0')).toMatchObject({ n: 6 });
    expect(find('bits_per_byte_diff', 'case_lower@1#0')?.value).toBeCloseTo(difference, 9);
    expect(find('bits_per_byte_diff', 'case_lower@1#0', 'hindi')).toMatchObject({ value: null, n: 0 });
    expect(estimates.some(({ metric }) => metric === 'accuracy')).toBe(false);
    expect(estimates.filter(({ value, reason }) => value === null && reason === null)).toEqual([]);
  });
});

describe('its bundle', () => {
  test('is accepted by every check', () => {
    expect(verifyBundle(members, createTextCodec)).toEqual([]);
  });

  const forge = (edit: Parameters<typeof withEdit>[2]): readonly string[] =>
    errorsOf(withFreshHashes(withEdit(members, 'transcripts-0000.jsonl', edit, 1)));

  test.each([
    ['another text', (row: Parameters<typeof at>[0]) => (row['prompt'] = 'Something else.')],
    ['other tokens', (row: Parameters<typeof at>[0]) => (row['outputTokenIds'] = [5, 6])],
    ['a token of another id', (row: Parameters<typeof at>[0]) => (at(row, 'logprobs', 0)['token'] = 5)],
    ['another end', (row: Parameters<typeof at>[0]) => (row['finishReason'] = 'length')],
  ])('with %s is refused', (_name, edit) => {
    const place = /^(?:outputs|prompts) transcripts-0000\.jsonl:1/;
    expect(forge((row) => void edit(row)).some((error) => place.test(error))).toBe(true);
  });

  test('whose log-probability was raised is refused, since the report says otherwise', () => {
    const errors = forge((row) => void (at(row, 'logprobs', 0)['logprob'] = 0));
    expect(errors.some((error) => error.startsWith('report'))).toBe(true);
  });
});

describe('a configuration that measures texts', () => {
  const complain = (change: Partial<HarnessConfig>): string => {
    const parsed = parseConfig(textConfig(change));
    return parsed.ok ? '' : `${parsed.failure.location}: ${parsed.failure.message}`;
  };

  test('is read; one that draws, repeats, judges or puts anything around the text is not', () => {
    const { task, decoding, protocol } = textConfig();
    expect(complain({})).toBe('');
    expect(complain({ decoding: { ...decoding, temperature: 1 } })).toContain('set temperature to 0');
    expect(complain({ protocol: { ...protocol, epochs: { baseline: 2, perturbed: 1 } } })).toContain('protocol.epochs');
    expect(complain({ scorers: buildConfig([]).scorers })).toContain('scorers: must be []');
    expect(complain({ task: { ...task, system: 'Be kind.' } })).toContain('task.system: must be null');
    expect(complain({ task: { ...task, promptTemplate: 'Q: {input}' } })).toContain('task.promptTemplate');
    const mode = { type: 'perplexity', stride: 9, windowLength: 8 } as const;
    expect(complain({ task: { ...task, mode } })).toContain('task.mode.stride');
  });

  test('is the only one without scorers, and the only one whose samples have no target', () => {
    const base = buildConfig([buildSample()]);
    expect(parseConfig({ ...base, scorers: [] })).toMatchObject({ failure: { location: 'scorers' } });
    expect(planRun(buildConfig(samples), samples)).toMatchObject({
      failure: { code: 'task-invalid', location: 'samples[0].target' },
    });
  });

  test('is another design than one that asks', () => {
    const { mode: _, ...task } = textConfig().task;
    expect(toDesignHash(textConfig())).not.toBe(toDesignHash(textConfig({ task })));
  });

  test('whose window is longer than the context stops before anything runs', async () => {
    const mode = { type: 'perplexity', stride: null, windowLength: 1_000_000 } as const;
    await expect(runOnReference(textConfig({ task: { ...textConfig().task, mode } }))).rejects.toThrow();
  }, 60_000);
});

test('a task file may hold texts, which have no target', () => {
  const read = parseSamplesJsonl(
    new TextEncoder().encode('{"id":"a","text":"One.","family":"english"}\n'),
    'texts.jsonl',
  );
  expect(read).toMatchObject({ ok: true, value: [{ sampleId: 'a', input: 'One.', target: [], family: 'english' }] });
  const bad = parseSamplesJsonl(new TextEncoder().encode('{"id":"a","text":"One.","target":"x"}\n'), 'texts.jsonl');
  expect(bad).toMatchObject({ ok: false });
});
