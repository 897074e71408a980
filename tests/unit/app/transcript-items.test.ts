import { filterTranscriptItems, type TranscriptItem } from '#app/features/transcripts/transcript-items.ts';
import { parseTranscriptSearch } from '#app/features/transcripts/transcript-search.ts';
import { buildScores } from '#tests/support/app-fixtures.ts';
import { describe, expect, test } from 'vitest';

function buildItem(sampleId: string, outcome: TranscriptItem['outcome'], outputText: string): TranscriptItem {
  return {
    row: {
      trialKey: 'a'.repeat(64),
      model: 'm',
      sampleId,
      conditionId: 'original',
      epoch: 1,
      status: 'completed',
      failureCode: null,
      prompt: 'Where is Zürich?',
      promptTokenIds: [],
      outputText,
      outputTokenIds: [],
      logprobs: [],
      finishReason: 'stop-token',
    },
    family: 'short',
    outcome,
    scores: buildScores(sampleId, 'original', [1]),
    severity: outcome === 'fail' ? 2 : 0,
    stability: { trials: 4, minorityShare: outcome === 'fail' ? 0.25 : 0, usual: 1 },
    isFlipped: null,
    remarks: [],
  };
}

const items = [buildItem('one', 'pass', 'In Switzerland'), buildItem('two', 'fail', 'In Oslo')];

describe('filters', () => {
  test.each([
    [{}, ['one', 'two']],
    [{ outcome: 'fail' }, ['two']],
    [{ q: 'OSLO' }, ['two']],
    [{ q: 'zürich' }, ['one', 'two']],
    [{ sample: 'one', outcome: 'fail' }, []],
    [{ epoch: 2 }, []],
    [{ model: 'm', sample: 'two' }, ['two']],
    [{ model: 'other' }, []],
    [{ severity: 2 }, ['two']],
    [{ state: 'unstable' }, ['two']],
    [{ state: 'stable' }, ['one']],
    [{ state: 'flipped' }, []],
    [{ failure: 'worker-crashed' }, []],
    [{ sort: 'stability' }, ['two', 'one']],
    [{ sort: 'severity' }, ['two', 'one']],
    [{ sort: 'length' }, ['one', 'two']],
    [{ q: 'in o.*' }, []],
  ] as const)('%j', (search, sampleIds) => {
    expect(filterTranscriptItems(items, search).map(({ row }) => row.sampleId)).toEqual(sampleIds);
  });
});

test('an address is read leniently: what does not fit is left out', () => {
  expect(parseTranscriptSearch({ q: 12, epoch: '3', outcome: 'great', condition: '', trial: 'k' })).toEqual({
    q: '12',
    epoch: 3,
    trial: 'k',
  });
});
