import { expect, test } from 'vitest';
import { toCommonPrefix } from '#app/features/transcripts/common-prefix.ts';
import { toEpochGroups } from '#app/features/transcripts/epoch-groups.ts';
import { toIssueText } from '#app/features/transcripts/issue-text.ts';
import { toPromptStability } from '#app/features/transcripts/prompt-stability.ts';
import type { TranscriptItem } from '#app/features/transcripts/transcript-items.ts';
import { buildScores } from '#tests/support/app-fixtures.ts';

function buildItem(epoch: number, outputText: string | null, ids: readonly number[] | null): TranscriptItem {
  return {
    row: {
      trialKey: String(epoch).padStart(64, '0'),
      model: 'm',
      sampleId: 's',
      conditionId: 'original',
      epoch,
      status: ids === null ? 'failed' : 'completed',
      failureCode: ids === null ? 'worker-crashed' : null,
      prompt: 'p ``` q',
      promptTokenIds: [1],
      outputText,
      outputTokenIds: ids === null ? null : [...ids],
      logprobs: ids?.map((token, at) => ({ token, logprob: -at - epoch, runnerUp: 9, runnerUpLogprob: -9 })) ?? null,
      finishReason: ids === null ? null : 'stop-token',
    },
    family: 'f',
    outcome: ids === null ? 'failed' : 'pass',
    scores: [],
    severity: null,
    stability: { trials: 1, minorityShare: 0, usual: 1 },
    isFlipped: null,
    remarks: [],
  };
}

test('equal outputs stand together, the most frequent first, failures last, each with its first difference', () => {
  const groups = toEpochGroups([
    buildItem(1, 'no', [7]),
    buildItem(2, 'yes it is', [1, 2, 3]),
    buildItem(3, null, null),
    buildItem(4, 'yes it is', [1, 2, 3]),
    buildItem(5, 'yes it was', [1, 2, 4]),
    buildItem(6, 'yes', [1]),
  ]);
  expect(groups.map(({ items }) => items.map(({ row }) => row.epoch))).toEqual([[2, 4], [1], [5], [6], [3]]);
  expect(groups.map(({ divergence }) => divergence?.position ?? null)).toEqual([null, 0, 2, 1, null]);
  expect(groups.map(({ sharedLength }) => sharedLength)).toEqual([9, 0, 'yes it '.length, 3, 0]);
  expect(groups[2]?.divergence).toMatchObject({ own: { token: 4, logprob: -7 }, usual: { token: 3, logprob: -4 } });
  // It ended where the most frequent output goes on.
  expect(groups[3]?.divergence).toMatchObject({ own: null, usual: { token: 2 } });
});

test('a common beginning never cuts a character in two', () => {
  expect(toCommonPrefix('ಕಾಡು', 'ಕಿ')).toBe(0);
  expect(toCommonPrefix('a👩‍🔧b', 'a👩‍🔬b')).toBe(1);
  expect(toCommonPrefix('same', 'same')).toBe(4);
});

test('stability counts the first scorer only, and a tie has no usual outcome', () => {
  const scores = [...buildScores('s', 'original', [1, 1, 0]), ...buildScores('t', 'original', [1, 0])];
  const name = scores[0]?.scorer ?? '';
  const other = buildScores('s', 'original', [0, 0, 0]).map((score) => ({ ...score, scorer: 'other' }));
  const config = { scorers: [{ name }] } as unknown as Parameters<typeof toPromptStability>[0]['config'];
  const stabilityOf = toPromptStability({ scores: [...scores, ...other], config });
  const model = scores[0]?.model ?? '';
  expect(stabilityOf({ model, sampleId: 's' }, 'original')).toEqual({ trials: 3, minorityShare: 1 / 3, usual: 1 });
  expect(stabilityOf({ model, sampleId: 't' }, 'original')).toEqual({ trials: 2, minorityShare: 0.5, usual: null });
  expect(stabilityOf({ model, sampleId: 'u' }, 'original')).toEqual({ trials: 0, minorityShare: 0, usual: null });
});

test('an issue text cannot be ended by what it quotes', () => {
  const text = toIssueText(buildItem(1, 'a ```` b', [1]), 'c'.repeat(64), 'https://host.example/');
  expect(text).toContain('````text\np ``` q\n````');
  expect(text).toContain('`````text\na ```` b\n`````');
});
