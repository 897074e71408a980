import { expect, test } from 'vitest';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { isSameRun } from '#harness/is-same-run.ts';
import { toScriptedOutput } from '#tests/support/fake-ports.ts';

const timing = {
  startedAt: '2026-11-20T00:00:00.000Z',
  prefillMs: 1,
  ttftMs: 1,
  e2eMs: 1,
  computeMs: 1,
  batchSize: 1,
  promptTokens: 1,
  outputTokens: 1,
};

function end(digit: string, change: Partial<ReturnType<typeof toScriptedOutput>> = {}): TranscriptEvent {
  const trialKey = digit.repeat(64);
  return {
    type: 'trial-end',
    groupIndex: 0,
    trialKey,
    epoch: 1,
    attempt: 1,
    output: { ...toScriptedOutput(trialKey), ...change },
    timing,
  };
}

test('the order of trials, attempts and times do not matter', () => {
  const later: TranscriptEvent = { ...(end('b') as Extract<TranscriptEvent, { type: 'trial-end' }>), attempt: 2 };
  expect(isSameRun([end('a'), end('b')], [later, end('a')])).toBe(true);
});

test('another output or a missing trial makes another run', () => {
  expect(isSameRun([end('a'), end('b')], [end('a'), end('b', { outputText: 'maybe' })])).toBe(false);
  expect(isSameRun([end('a'), end('b')], [end('a')])).toBe(false);
});
