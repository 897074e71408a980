import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { Report } from '#core/model/report.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { createAnalysisClient } from '#platform/analysis-client.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import { buildJournal } from '#tests/support/builders-bundle-run.ts';
import { expect, test } from 'vitest';

const lines = buildJournal({}).map((event) => toCanonicalJson(event));

function analyseHere(): Report {
  const events = parseTranscriptLines(lines);
  const folded = events.ok ? toRunRows(events.value) : events;
  if (!folded.ok) throw new Error(folded.failure.message);
  return analyseRun(folded.value.rows);
}

test('a report comes in parts and whole as computed here, and its worker is gone afterwards', async () => {
  const registry = createWorkerRegistry();
  const parts: Report[] = [];
  const watch = { onPart: (part: Report) => void parts.push(part), signal: new AbortController().signal };
  const report = await createAnalysisClient(registry).analyse(lines, watch);
  expect(report).toEqual({ ok: true, value: analyseHere() });
  expect(parts.length).toBeGreaterThan(0);
  expect(parts[0]?.estimates.some(({ metric }) => metric === 'pass_hat_k')).toBe(true);
  expect(parts[0]?.estimates.some(({ metric }) => metric === 'auroc')).toBe(false);
  expect(registry.kill('analysis')).toBe(0);
});

test('leaving ends the worker in the middle of its work, and nothing more is heard of it', async () => {
  const registry = createWorkerRegistry();
  const controller = new AbortController();
  let heard = 0;
  const onPart = (): void => {
    heard += 1;
    controller.abort();
  };
  const client = createAnalysisClient(registry);
  const report = await client.analyse(lines, { onPart, signal: controller.signal });
  expect(report).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(heard).toBe(1);
  expect(registry.kill('analysis')).toBe(0);
  expect(await client.analyse(lines, { onPart, signal: controller.signal })).toMatchObject({ ok: false });
  expect(heard).toBe(1);
});
