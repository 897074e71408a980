import { expect, test } from 'vitest';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import { mergeRuns } from '#harness/merge-runs.ts';
import type { RunPart } from '#harness/run-part.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { createFakeWorld } from '#tests/support/fake-ports.ts';

const samples = buildSamples(7);
const config = buildConfig(samples);

async function run(part?: RunPart, asked: HarnessConfig = config): Promise<readonly TranscriptEvent[]> {
  const world = createFakeWorld();
  const library = createRunLibrary(world.ports);
  const prepared = await library.prepare(asked);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const started = await library.start(prepared.value, part);
  if (!started.ok) throw new Error(started.failure.message);
  const controller = started.value;
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (['completed', 'stopped'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
  const { phase, completedTrials, plan } = controller.getState();
  expect([phase, completedTrials]).toEqual(['completed', plan.trialCount]);
  const [runId = ''] = world.disk.keys();
  expect(world.summaries.get(runId)?.status).toBe(part === undefined ? 'completed' : 'unfinished');
  return (world.disk.get(runId) ?? []).map((line) => TranscriptEvent.parse(JSON.parse(line)));
}

function fold(events: readonly TranscriptEvent[]): FoldedRun {
  const folded = toRunRows(events);
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value;
}

test('parts have every n-th sample, stay unfinished, and merge into the report of the whole run', async () => {
  const whole = fold(await run());
  const parts: (readonly TranscriptEvent[])[] = [];
  for (const index of [1, 2, 3]) {
    const events = await run({ index, count: 3 });
    const part = fold(events);
    expect(part.status).toBe('unfinished');
    const own = samples.filter((_, position) => position % 3 === index - 1).map(({ sampleId }) => sampleId);
    expect(new Set(part.rows.transcripts.map(({ sampleId }) => sampleId))).toEqual(new Set(own));
    // Every fake world gives the same id; machines do not.
    parts.push(events.map((event) => (event.type === 'run-start' ? { ...event, runId: `part-0000${index}` } : event)));
  }
  const merged = mergeRuns(parts);
  if (!merged.ok) throw new Error(merged.failure.message);
  const run3 = fold(merged.value);
  expect(run3.status).toBe('completed');
  expect(run3.rows.transcripts).toEqual(whole.rows.transcripts);
  // Times differ between machines; here the clock is a fake one.
  expect({ ...analyseRun(run3.rows), runId: '' }).toEqual({ ...analyseRun(whole.rows), runId: '' });
});

test('a part without samples is refused', async () => {
  const library = createRunLibrary(createFakeWorld().ports);
  const prepared = await library.prepare(config);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  expect(await library.start(prepared.value, { index: 9, count: 9 })).toMatchObject({
    ok: false,
    failure: { code: 'config-invalid', message: 'Part 9 of 9 has no sample: the task has 7.' },
  });
});
