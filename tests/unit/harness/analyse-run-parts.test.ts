import type { Report } from '#core/model/report.ts';
import { analyseRun, analyseRunInParts } from '#harness/analyse-run.ts';
import { buildSamples } from '#tests/support/builders.ts';
import { expect, test } from 'vitest';
import { buildRunRows, RIGHT, WRONG } from './analyse-fixtures.ts';

const rows = buildRunRows({
  samples: buildSamples(12),
  conditions: { 'case_lower@1#0': 'P', 'typo@1#0': 'L' },
  toOutcome: ({ sampleId, epoch }) => (sampleId === 'sample-1' && epoch % 2 === 0 ? WRONG : RIGHT),
});

function listParts(): readonly Report[] {
  const parts: Report[] = [];
  const steps = analyseRunInParts(rows);
  let step = steps.next();
  while (step.done !== true) {
    parts.push(step.value);
    step = steps.next();
  }
  return [...parts, step.value];
}

test('the first part has everything but predictability and texts', () => {
  const [first, ...rest] = listParts();
  const metrics = new Set(first?.estimates.map(({ metric }) => metric));
  for (const metric of ['accuracy', 'pass_hat_k', 'acc_drop', 'ttft', 'cost_per_success'])
    expect(metrics).toContain(metric);
  for (const metric of ['auroc', 'chrf1', 'tar_raw']) expect(metrics).not.toContain(metric);
  expect(rest.length).toBeGreaterThan(1);
});

test('parts only grow, by numbers that are final and in their final order', () => {
  const parts = listParts();
  const whole = parts.at(-1);
  const texts = whole?.estimates.map((estimate) => JSON.stringify(estimate)) ?? [];
  let before = 0;
  for (const part of parts) {
    const places = part.estimates.map((estimate) => texts.indexOf(JSON.stringify(estimate)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.length).toBeGreaterThan(before);
    before = places.length;
    expect([part.counts, part.warnings]).toEqual([whole?.counts, whole?.warnings]);
  }
});

test('the last part is the report, also when an earlier part was computed before', () => {
  expect(listParts().at(-1)).toEqual(analyseRun(rows));
});
