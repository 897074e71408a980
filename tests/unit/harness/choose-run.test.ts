import { beforeAll, describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { readConfidencePairs } from '#harness/confidence-pairs.ts';
import { planRun } from '#harness/plan-run.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { at, textOf, withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const NAMES = ['Asha', 'Nisha', 'Sam', 'Noah'];
const samples: readonly Sample[] = NAMES.map((name, index) =>
  buildSample({
    sampleId: `who-${index}`,
    clusterId: `who-${index}`,
    input: `Facts: ${NAMES.map((other, at) => `${other} checks hoist ${at}.`).join(' ')}\nQuestion: Who checks hoist ${index}?\nOptions: A: ${NAMES.join(', ')}`,
    target: [name],
    options: { labels: null, texts: NAMES },
  }),
);

const TRANSCRIPTS = 'transcripts-0000.jsonl';

function chooseConfig(change: Partial<HarnessConfig> = {}): HarnessConfig {
  const base = buildConfig(samples);
  return {
    ...base,
    task: { ...base.task, mode: { type: 'choose', force: 'texts', delimiter: '' } },
    decoding: { ...base.decoding, temperature: 0 },
    protocol: { ...base.protocol, epochs: { baseline: 1, perturbed: 1 } },
    scorers: (['option', 'character', 'byte'] as const).map((per) => ({
      name: `per_${per}`,
      version: 1,
      rules: [{ type: 'option-likelihood', families: null, per }],
    })),
    ...change,
  };
}

let run: FoldedRun;
let members: Members;

// A real model on a busy machine.
beforeAll(async () => {
  run = await runOnReference(chooseConfig());
  const written = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

describe('a run that chooses by log-probability', () => {
  test('completes with every option of every prompt scored', () => {
    expect(run.status).toBe('completed');
    expect(run.rows.transcripts).toHaveLength(run.plan.trialCount);
    expect(run.effectiveConfig.models[0]?.determinismCheck.identical).toBe(true);
    for (const { options, outputText, finishReason, status } of run.rows.transcripts) {
      expect(status).toBe('completed');
      expect(options?.map(({ text }) => text)).toEqual(NAMES);
      expect(NAMES).toContain(outputText);
      expect(finishReason).toBe('chosen');
    }
  });

  test('answers with the option of the largest sum, and scores each way of dividing it', () => {
    for (const { options = [], outputText, trialKey } of run.rows.transcripts) {
      const sums = options.map(({ logprobs }) => logprobs.reduce((sum, logprob) => sum + logprob, 0));
      const best = (values: readonly number[]): string => NAMES[values.indexOf(Math.max(...values))] ?? '';
      expect(outputText).toBe(best(sums));
      const answers = {
        per_option: best(sums),
        per_character: best(sums.map((sum, index) => sum / (NAMES[index] ?? '').length)),
        per_byte: best(sums.map((sum, index) => sum / (NAMES[index] ?? '').length)),
      };
      for (const [scorer, answer] of Object.entries(answers)) {
        const score = run.rows.scores.find((row) => row.trialKey === trialKey && row.scorer === scorer);
        expect(score?.answer).toBe(answer.toLowerCase());
        const sample = samples.find(({ sampleId }) => sampleId === score?.sampleId);
        expect(score?.success).toBe(sample?.target[0] === answer ? 1 : 0);
        expect(score?.span).toBeNull();
      }
    }
  });

  test('reports accuracy as any run does', () => {
    const accuracy = analyseRun(run.rows).estimates.find(
      ({ metric, scorer, conditionId }) =>
        metric === 'accuracy' && scorer === 'per_option' && conditionId === 'original',
    );
    const successes = run.rows.scores.filter(
      ({ scorer, conditionId, success }) => scorer === 'per_option' && conditionId === 'original' && success === 1,
    );
    expect(accuracy?.value).toBe(successes.length / samples.length);
  });
});

describe('confidence', () => {
  const report = (): ReturnType<typeof analyseRun> => analyseRun(run.rows);

  test('is the share of the answer among the options, for each scorer', () => {
    const original = run.rows.transcripts.filter(({ conditionId }) => conditionId === 'original');
    for (const [scorer, divide] of [
      ['per_option', () => 1],
      ['per_character', (name: string) => name.length],
    ] as const) {
      const { pairs } = readConfidencePairs(run.rows, 'reference', scorer, 'option_softmax');
      expect(pairs).toHaveLength(samples.length);
      for (const { sampleId, confidence } of pairs) {
        const options = original.find((row) => row.sampleId === sampleId)?.options ?? [];
        const weights = options.map(({ logprobs, text }) =>
          Math.exp(logprobs.reduce((sum, logprob) => sum + logprob, 0) / divide(text)),
        );
        expect(confidence).toBeCloseTo(Math.max(...weights) / weights.reduce((sum, weight) => sum + weight, 0), 9);
      }
    }
  });

  test('is measured in the report, and only where options were scored', () => {
    const sources = (estimates: ReturnType<typeof analyseRun>['estimates']): readonly unknown[] =>
      estimates.filter(({ metric }) => metric === 'confidence_coverage').map(({ params }) => params['source']);
    expect(sources(report().estimates)[0]).toBe('option_softmax');
    const generated = run.rows.transcripts.map((row) => {
      const { options, ...rest } = row;
      return options === undefined ? row : rest;
    });
    expect(sources(analyseRun({ ...run.rows, transcripts: generated }).estimates)).not.toContain('option_softmax');
  });

  test('of the tokens is that of the option which the scorer took', () => {
    for (const scorer of ['per_option', 'per_byte']) {
      for (const { sampleId, confidence } of readConfidencePairs(run.rows, 'reference', scorer, 'seq_prob').pairs) {
        const score = run.rows.scores.find(
          (row) => row.sampleId === sampleId && row.scorer === scorer && row.conditionId === 'original',
        );
        const options = run.rows.transcripts.find(({ trialKey }) => trialKey === score?.trialKey)?.options;
        const taken = options?.find(({ text }) => text.toLowerCase() === score?.answer);
        const sum = taken?.logprobs.reduce((total, logprob) => total + logprob, 0);
        expect(confidence).toBeCloseTo(Math.exp(sum ?? NaN), 9);
      }
    }
  });
});

describe('its bundle', () => {
  test('is accepted by every check', () => {
    expect(verifyBundle(members, createTextCodec)).toEqual([]);
  });

  /** Errors of the bundle after a forger changed its first transcript and wrote all hashes anew. */
  const forge = (edit: Parameters<typeof withEdit>[2]): readonly string[] =>
    errorsOf(withFreshHashes(withEdit(members, TRANSCRIPTS, edit, 1)));

  test('whose stored log-probability was raised is refused: another option is the largest, or the output is not its tokens', () => {
    const first = run.rows.transcripts[0];
    const other = NAMES.findIndex((name) => name !== first?.outputText);
    const errors = forge((row) => {
      at(row, 'options', other)['logprobs'] = run.rows.transcripts[0]?.options?.[other]?.logprobs.map(() => 0);
    });
    expect(errors.some((error) => error.includes(`options[${other}] has the largest sum`))).toBe(true);
  });

  test.each([
    ['other tokens', (row: Parameters<typeof at>[0]) => (at(row, 'options', 0)['tokenIds'] = [5])],
    ['another text', (row: Parameters<typeof at>[0]) => (at(row, 'options', 1)['text'] = 'Zoë')],
    ['no log-probabilities', (row: Parameters<typeof at>[0]) => delete row['options']],
    ['another answer', (row: Parameters<typeof at>[0]) => (row['outputText'] = 'Zoë')],
    ['another end', (row: Parameters<typeof at>[0]) => (row['finishReason'] = 'length')],
  ])('with %s is refused', (_name, edit) => {
    expect(forge((row) => void edit(row)).some((error) => error.startsWith(`outputs ${TRANSCRIPTS}:1`))).toBe(true);
  });

  test('keeps the log-probabilities of the options in its transcripts', () => {
    expect(textOf(members, TRANSCRIPTS)).toContain('"options":[{"logprobs":[');
  });
});

describe('a configuration that chooses', () => {
  const complain = (config: HarnessConfig): string => {
    const parsed = parseConfig(JSON.stringify(config));
    return parsed.ok ? '' : parsed.failure.message + (parsed.failure.detail ?? '') + (parsed.failure.location ?? '');
  };

  test('is read; one that draws, repeats or ranks without choosing is not', () => {
    const config = chooseConfig();
    expect(complain(config)).toBe('');
    expect(complain({ ...config, decoding: { ...config.decoding, temperature: 1 } })).toContain('set temperature to 0');
    const epochs = { baseline: 2, perturbed: 1 };
    expect(complain({ ...config, protocol: { ...config.protocol, epochs } })).toContain(
      'set baseline and perturbed to 1',
    );
    const generate = { ...config, task: { ...config.task, mode: { type: 'generate' } } } as const;
    expect(planRun(generate, samples)).toMatchObject({
      failure: { code: 'config-invalid', message: expect.stringContaining('task.mode must be of type "choose"') },
    });
  });

  test('needs options of every sample, and labels where labels are forced', () => {
    const plain = buildSample({ sampleId: 'plain' });
    expect(planRun(chooseConfig({ scorers: buildConfig([]).scorers }), [plain])).toMatchObject({
      failure: { code: 'task-invalid', message: expect.stringContaining('"plain" has no options') },
    });
    const config = chooseConfig();
    const labels = {
      ...config,
      task: { ...config.task, mode: { type: 'choose', force: 'labels', delimiter: '' } },
    } as const;
    expect(planRun(labels, samples)).toMatchObject({ failure: { message: expect.stringContaining('without labels') } });
  });

  test('is another design than one that generates, which is the same with and without saying so', () => {
    const config = buildConfig(samples);
    const generate = { ...config, task: { ...config.task, mode: { type: 'generate' } as const } };
    expect(toDesignHash(generate)).toBe(toDesignHash(config));
    const choose = { ...config, task: { ...config.task, mode: chooseConfig().task.mode } };
    expect(toDesignHash(choose)).not.toBe(toDesignHash(config));
  });
});
