import { expect, inject, test } from 'vitest';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import { toPartMembers } from '#harness/bundle-members.ts';
import { toRunRows, type FoldedRun } from '#harness/to-run-rows.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { toKillPlan, type KillTarget } from './kill-plan.ts';
import { runUnderKills } from './killed-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly kills: number;
  }
}

const KILLS = inject('kills');
/** Some for each kill to come upon. */
const SAMPLES = Math.ceil(3.2 * KILLS);

/** The quick start's model on part of its samples, twice each: a group of two for each sample. */
async function toConfig(): Promise<HarnessConfig> {
  const config = HarnessConfig.parse(await (await fetch('/configs/quickstart.json')).json());
  const file = await fetch('/tasks/maintenance-desk-1.jsonl');
  const samples = parseSamplesJsonl(new Uint8Array(await file.arrayBuffer()), 'maintenance-desk-1.jsonl');
  if (!samples.ok) throw new Error(samples.failure.message);
  return {
    ...config,
    task: {
      ...config.task,
      samples: { type: 'inline', samples: samples.value.filter((_, index) => index % 3 === 0).slice(0, SAMPLES) },
    },
    protocol: { ...config.protocol, epochs: { baseline: 2, perturbed: 1 }, perturbations: [] },
  };
}

function fold(events: readonly TranscriptEvent[]): FoldedRun['rows'] {
  const folded = toRunRows(events);
  if (!folded.ok) throw new Error(folded.failure.message);
  return folded.value.rows;
}

/** The member as it is exported. */
function toTranscripts({ transcripts }: FoldedRun['rows']): string {
  return toPartMembers('transcripts', transcripts)
    .map(({ bytes }) => new TextDecoder().decode(bytes))
    .join('');
}

// Each kill but those of the journal's worker costs a start of the runtime: about a second on two idle cores.
test(`after ${KILLS} kills a run has the transcripts of the undisturbed one`, { timeout: 600_000 }, async () => {
  const config = await toConfig();
  const undisturbed = fold((await runUnderKills(config, [])).events);
  expect(undisturbed.transcripts).toHaveLength(2 * SAMPLES);
  expect(undisturbed.attempts).toEqual([]);

  const killed = await runUnderKills(config, toKillPlan('kill-run', KILLS));
  const rows = fold(killed.events);
  const countOf = (target: KillTarget): number => killed.kills.filter((kill) => kill === target).length;
  const counts = `${countOf('inference')} of the model's worker, ${countOf('storage')} of the journal's, ${countOf('tab')} of all, ${countOf('download')} of a download`;
  // oxlint-disable-next-line no-console
  console.log(
    `${killed.kills.length} kills: ${counts}; ${rows.attempts.length} failed attempts, continued ${killed.continued} times`,
  );
  expect(killed.kills).toHaveLength(KILLS);
  expect(toTranscripts(rows)).toBe(toTranscripts(undisturbed));
  expect(rows.scores).toEqual(undisturbed.scores);
  expect(rows.attempts.length).toBeGreaterThan(0);
  expect(new Set(rows.attempts.map(({ failureCode }) => failureCode))).toEqual(new Set(['worker-crashed']));
  expect(killed.continued).toBeGreaterThanOrEqual(countOf('tab') + countOf('storage'));
});
