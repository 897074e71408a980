import type { AutomationState } from '#app/automation.ts';
import { TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import { openHeadlessApp } from '#scripts/headless-app.ts';
import { root } from '#scripts/root.ts';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One whole quick start in the built app. */
export interface RunOverhead {
  readonly trials: number;
  /** Time that the run screen shows as running, ms: after loading and the determinism check. */
  readonly runMs: number;
  /** Sum over the groups of the time from accepting a group to its last token, ms. */
  readonly decodeMs: number;
  /** Share of `runMs` outside the decode loop: planning, journal, scoring, screen. */
  readonly outsideShare: number;
}

/** Runs the quick start as a person would, and reads the times from its bundle. */
export async function measureRunOverhead(): Promise<RunOverhead> {
  await using app = await openHeadlessApp();
  const { page } = app;
  const text = await readFile(join(root, 'public', 'configs', 'quickstart.json'), 'utf8');
  const runId = await startRun(page, text);
  const runMs = await waitForCompletion(page, runId);
  const groups = toGroupTimes(await downloadBundle(page, runId));
  const decodeMs = groups.reduce((sum, { lastTokenMs }) => sum + lastTokenMs, 0);
  const trials = groups.reduce((sum, group) => sum + group.trials, 0);
  return { trials, runMs, decodeMs, outsideShare: 1 - decodeMs / runMs };
}

async function startRun(page: Page, text: string): Promise<string> {
  const started = await page.evaluate(async (configText) => {
    const config = await window.plumblineAutomation?.configure(configText);
    return config?.ok === true ? window.plumblineAutomation?.start(config.value) : config;
  }, text);
  if (started?.ok !== true) throw new Error(JSON.stringify(started));
  if (typeof started.value !== 'string') throw new Error('the run has no id');
  // The screen of the run is part of what is measured.
  await page.evaluate((id) => {
    location.hash = `#/run/${id}`;
  }, started.value);
  return started.value;
}

async function waitForCompletion(page: Page, runId: string): Promise<number> {
  for (;;) {
    const state: AutomationState | null = await page.evaluate(
      (id) => window.plumblineAutomation?.state(id) ?? null,
      runId,
    );
    if (state?.phase === 'completed') return state.elapsedMs;
    if (state === null || state.phase === 'stopped') throw new Error(`the run stopped: ${JSON.stringify(state)}`);
    await page.waitForTimeout(500);
  }
}

async function downloadBundle(page: Page, runId: string): Promise<Record<string, Uint8Array>> {
  const download = page.waitForEvent('download');
  await page.evaluate(async (id) => window.plumblineAutomation?.exportBundle(id), runId);
  return unzipSync(await readFile(await (await download).path()));
}

/** Groups are the trials of one sample under one condition; they were accepted and decoded together. */
function toGroupTimes(members: Record<string, Uint8Array>): { trials: number; lastTokenMs: number }[] {
  const rowsOf = (stem: string): unknown[] =>
    Object.keys(members)
      .filter((path) => path.startsWith(`${stem}-`))
      .flatMap((path) =>
        strFromU8(members[path] ?? new Uint8Array())
          .trim()
          .split('\n'),
      )
      .map((line): unknown => JSON.parse(line));
  const timings = new Map(
    rowsOf('timings')
      .map((row) => TimingRow.parse(row))
      .map((row) => [row.trialKey, row]),
  );
  const groups = new Map<string, { trials: number; lastTokenMs: number }>();
  for (const row of rowsOf('transcripts')) {
    const { trialKey, conditionId, sampleId } = TranscriptRow.parse(row);
    const key = `${conditionId}\n${sampleId}`;
    const group = groups.get(key) ?? { trials: 0, lastTokenMs: 0 };
    const lastTokenMs = Math.max(group.lastTokenMs, timings.get(trialKey)?.e2eMs ?? 0);
    groups.set(key, { trials: group.trials + 1, lastTokenMs });
  }
  return [...groups.values()];
}
