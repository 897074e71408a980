import { describe, expect, test } from 'vitest';
import { toDesignHash } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toCost } from '#harness/bundle-cost.ts';
import type { ModelSession } from '#harness/ports.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld, type FakeWorld } from '#tests/support/fake-ports.ts';

const confidence: ConfidenceConfig = {
  pTrue: { question: 'Is it right?', trueText: 'T', falseText: 'Falsch' },
  verbalized: { question: 'How sure?', maxNewTokens: 4 },
  conditions: 'original',
};
const config = buildConfig(buildSamples(5), { confidence });
const plain = buildConfig(buildSamples(5));

/** What the session was asked after answers; `Is it right?` and `How sure?` end such prompts. */
interface Spy {
  readonly prompts: string[];
  fail: (prompt: string, count: number) => Result<null>;
}

/** A world whose session replies to questions: the length of the shown answer, in tens. */
async function toWorld(spy: Spy, disk?: Map<string, string[]>): Promise<FakeWorld> {
  const inner = createFakeWorld();
  const [model] = config.models;
  if (model === undefined) throw new Error('no model');
  const opened = await inner.ports.runtime.open(model, {
    onProgress: () => {},
    onDelta: () => {},
    signal: new AbortController().signal,
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  const fake = opened.value;
  const meet = (promptTokenIds: readonly number[]): Result<null> => {
    const prompt = String.fromCodePoint(...promptTokenIds);
    spy.prompts.push(prompt);
    return spy.fail(prompt, spy.prompts.length);
  };
  const session: ModelSession = {
    ...fake,
    generate: async (request, signal) => {
      const isQuestion = String.fromCodePoint(...request.promptTokenIds).endsWith('How sure?');
      if (!isQuestion) return fake.generate(request, signal);
      const met = meet(request.promptTokenIds);
      if (!met.ok) return met;
      const given = await fake.generate(request, signal);
      if (!given.ok) return given;
      expect(request).toMatchObject({ batchSize: 1, decoding: { temperature: 0, maxNewTokens: 4 } });
      const rows = given.value.rows.map((row) => ({ ...row, output: { ...row.output, outputText: '70 %' } }));
      return toOk({ ...given.value, rows });
    },
    scoreContinuations: async (request, signal) => {
      const met = meet(request.promptTokenIds);
      return met.ok ? fake.scoreContinuations(request, signal) : met;
    },
  };
  return createFakeWorld({ session, ...(disk === undefined ? {} : { disk }) });
}

async function toEnd(controller: Awaited<ReturnType<typeof start>>): Promise<void> {
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (['completed', 'cancelled', 'stopped'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
}

async function start(world: FakeWorld, asked = config) {
  const runs = createRunLibrary(world.ports);
  const prepared = await runs.prepare(asked);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await runs.start(prepared.value);
  if (!started.ok) throw new Error(started.failure.message);
  return started.value;
}

function fold(world: FakeWorld): FoldedRun {
  const lines = world.disk.get('run-00000001') ?? [];
  const folded = toRunRows(lines.map((line) => TranscriptEvent.parse(JSON.parse(line))));
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value;
}

function createSpy(fail: Spy['fail'] = () => toOk(null)): Spy {
  return { prompts: [], fail };
}

async function runToEnd(spy: Spy, asked = config): Promise<FoldedRun> {
  const world = await toWorld(spy);
  await toEnd(await start(world, asked));
  return fold(world);
}

describe('questions about answers', () => {
  test('are asked once for equal answers of a prompt, after the conversation so far, on the plain prompts', async () => {
    const spy = createSpy();
    const { rows, status } = await runToEnd(spy);
    expect(status).toBe('completed');
    const original = rows.transcripts.filter(({ conditionId }) => conditionId === 'original');
    const distinct = new Set(original.map(({ prompt, outputText }) => `${prompt}\n${outputText}`));
    expect(distinct.size).toBeLessThan(original.length);
    expect(spy.prompts.toSorted()).toEqual(
      [...distinct]
        .flatMap((shown) => ['Is it right?', 'How sure?'].map((question) => `${shown}\n${question}`))
        .toSorted(),
    );
    for (const { prompt, outputText, elicited } of original) {
      expect(elicited?.pTrue?.prompt).toBe(`${prompt}\n${outputText}\nIs it right?`);
      expect(elicited?.verbalized).toMatchObject({ outputText: '70 %', value: 0.7, failureCode: null });
      // The scripted model gives token t the log-probability −(t + 1) / 64.
      const toSum = (text: string): number =>
        Array.from(text).reduce((sum, character) => sum - ((character.codePointAt(0) ?? 0) + 1) / 64, 0);
      const weights = ['T', 'Falsch'].map((text) => Math.exp(toSum(text)));
      expect(elicited?.pTrue?.value).toBeCloseTo((weights[0] ?? NaN) / ((weights[0] ?? NaN) + (weights[1] ?? NaN)), 6);
    }
    for (const row of rows.transcripts) if (row.conditionId !== 'original') expect(row).not.toHaveProperty('elicited');
  });

  test('leave answers and their times as they are, and are paid for once each, apart', async () => {
    const spy = createSpy();
    const { rows } = await runToEnd(spy);
    const without = await runToEnd(createSpy(), plain);
    const withoutField = (rowsOf: readonly object[], field: string): unknown =>
      rowsOf.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)));
    expect(withoutField(rows.transcripts, 'elicited')).toEqual(without.rows.transcripts);
    expect(withoutField(rows.timings, 'elicitationTimings')).toEqual(without.rows.timings);
    const paid = rows.timings.flatMap(({ elicitationTimings = [] }) => elicitationTimings);
    expect(paid).toHaveLength(spy.prompts.length);
    const cost = toCost(rows).models[0];
    expect(cost?.elicitation).toEqual({
      questions: spy.prompts.length,
      promptTokens: spy.prompts.reduce((sum, prompt) => sum + prompt.length, 0),
      outputTokens: paid.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
      computeSeconds: spy.prompts.length / 1000,
    });
    expect(cost?.outputTokens).toBe(toCost(without.rows).models[0]?.outputTokens);
    expect(toCost(without.rows).models[0]).not.toHaveProperty('elicitation');
  });

  test('are asked about perturbed prompts too where that is asked for', async () => {
    const { rows } = await runToEnd(createSpy(), { ...config, confidence: { ...confidence, conditions: 'all' } });
    expect(rows.transcripts.every(({ elicited }) => elicited?.pTrue !== undefined)).toBe(true);
  });

  test('that kill their worker are repeated in a new one, without asking again what has a reply', async () => {
    const undisturbed = await runToEnd(createSpy());
    const spy = createSpy((_, count) => (count === 4 ? toFailed('worker-crashed', 'gone') : toOk(null)));
    const world = await toWorld(spy);
    await toEnd(await start(world));
    expect(fold(world).rows.transcripts).toEqual(undisturbed.rows.transcripts);
    expect(world.openedSessions()).toBe(2);
    expect(fold(world).rows.attempts).toEqual([]);
    const distinct = new Set(spy.prompts);
    expect(spy.prompts.length - distinct.size).toBe(1);
  });

  test('that fail three times leave the answers, and are counted and not scored', async () => {
    const spy = createSpy((prompt) =>
      prompt.includes('number 3') && prompt.endsWith('How sure?') ? toFailed('out-of-memory', 'no room') : toOk(null),
    );
    const { rows } = await runToEnd(spy);
    const hit = rows.transcripts.filter(
      ({ sampleId, conditionId }) => sampleId === 'sample-3' && conditionId === 'original',
    );
    expect(hit.length).toBeGreaterThan(1);
    expect(hit.every(({ status }) => status === 'completed')).toBe(true);
    expect(hit[0]?.elicited).toMatchObject({
      verbalized: { value: null, failureCode: 'out-of-memory', outputText: null },
    });
    expect(rows.attempts).toEqual([]);
    const { estimates, warnings } = analyseRun(rows);
    const coverage = estimates.find(
      ({ metric, params }) => metric === 'confidence_coverage' && params['source'] === 'verbalized',
    );
    expect(coverage?.value).toBe(0.8);
    expect(warnings.find((warning) => warning.includes('verbalized'))).toContain(`${hit.length} of 20 answers`);
  });

  test('cancelled and continued give the transcripts of an uninterrupted run', async () => {
    const undisturbed = await runToEnd(createSpy());
    let stop = (): void => {};
    const spy = createSpy((_, count) => {
      if (count === 5) stop();
      return count >= 5 ? toFailed('cancelled', 'cancelled') : toOk(null);
    });
    const world = await toWorld(spy);
    const controller = await start(world);
    stop = () => void controller.cancel();
    await toEnd(controller);
    const before = fold(world).rows.transcripts.length;
    expect(before).toBeLessThan(undisturbed.rows.transcripts.length);
    const later = await toWorld(createSpy(), world.disk);
    const resumed = await createRunLibrary(later.ports).continue('run-00000001');
    if (!resumed.ok) throw new Error(resumed.failure.message);
    await toEnd(resumed.value);
    expect(JSON.stringify(fold(later).rows.transcripts)).toBe(JSON.stringify(undisturbed.rows.transcripts));
  });

  test('too long for the context have no value and a reason, and are no failure', async () => {
    const long = 'Why? '.repeat(120);
    const asked = { ...confidence, verbalized: null, pTrue: { question: long, trueText: 'T', falseText: 'F' } };
    const spy = createSpy();
    const { rows } = await runToEnd(spy, { ...config, confidence: asked });
    expect(spy.prompts).toEqual([]);
    expect(rows.transcripts[0]?.elicited?.pTrue).toMatchObject({
      value: null,
      options: null,
      failureCode: 'context-overflow',
    });
    expect(analyseRun(rows).warnings.some((warning) => warning.includes('did not fit into the context'))).toBe(true);
  });
});

describe('the configuration', () => {
  const complain = (change: Partial<ConfidenceConfig>): string | null => {
    const parsed = parseConfig(JSON.stringify({ ...config, confidence: { ...confidence, ...change } }));
    return parsed.ok ? null : parsed.failure.location;
  };

  test('is refused where it asks nothing or cannot tell the verdicts apart', () => {
    expect(complain({})).toBeNull();
    expect(complain({ pTrue: null, verbalized: null })).toBe('confidence');
    expect(complain({ pTrue: { question: 'Q', trueText: 'A', falseText: 'A' } })).toBe('confidence.pTrue.falseText');
    expect(complain({ verbalized: { question: '', maxNewTokens: 4 } })).toBe('confidence.verbalized.question');
  });

  test('is part of the design; absent and null are the same', () => {
    expect(toDesignHash(config)).not.toBe(toDesignHash(plain));
    expect(toDesignHash({ ...plain, confidence: null })).toBe(toDesignHash(plain));
  });
});
