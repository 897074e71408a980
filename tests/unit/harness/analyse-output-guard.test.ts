import { describe, expect, test } from 'vitest';
import type { Sample } from '#core/model/sample.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { buildSample } from '#tests/support/builders.ts';
import { buildRunRows, findEstimates } from './analyse-fixtures.ts';

const LOOP = 'ಕ್'.repeat(20);

/** Twelve samples in Kannada and twelve in English; in each language half are a choice of four. */
const samples: readonly Sample[] = ['kn', 'en'].flatMap((language) =>
  Array.from({ length: 12 }, (_, index) =>
    buildSample({
      sampleId: `${language}-${index}`,
      family: index % 2 === 0 ? 'free' : 'choice',
      input: language === 'kn' ? `ಪಂಪ್ ${index} ಎಲ್ಲಿದೆ?` : `Where is pump ${index}?`,
      target: [language === 'kn' ? 'ಕಚೇರಿ' : 'office'],
      options: index % 2 === 0 ? null : { labels: null, texts: ['office', 'ಕಚೇರಿ', 'yard', 'mill'] },
    }),
  ),
);

/** The rows with other outputs: what `write` gives for a sample and epoch. */
function withOutputs(
  rows: RunRows,
  write: (sampleId: string, epoch: number) => { readonly text: string; readonly isCut?: boolean },
): RunRows {
  return {
    ...rows,
    transcripts: rows.transcripts.map((row) => {
      const { text, isCut = false } = write(row.sampleId, row.epoch);
      return { ...row, outputText: text, finishReason: isCut ? ('length' as const) : ('stop-token' as const) };
    }),
  };
}

describe('a model that answers English and babbles in Kannada', () => {
  const design = buildRunRows({
    samples,
    conditions: { 'ws_random@1#0': 'P' },
    toOutcome: ({ sampleId, epoch }) =>
      sampleId.startsWith('en')
        ? { answer: 'office', value: 1, success: 1 }
        : { answer: epoch === 1 ? 'x' : null, value: 0, success: 0 },
  });
  const report = analyseRun(
    withOutputs(design, (sampleId, epoch) => {
      if (sampleId.startsWith('en')) return { text: 'office' };
      if (epoch === 1) return { text: ' \u200B\n' };
      return epoch === 2 ? { text: LOOP, isCut: true } : { text: 'zz zz', isCut: true };
    }),
  );
  const find = (metric: string, params: Record<string, string>, conditionId: string = ORIGINAL) =>
    report.estimates.find(
      (one) =>
        one.metric === metric &&
        one.conditionId === conditionId &&
        Object.keys(one.params).filter((key) => key === 'script' || key === 'family').length ===
          Object.keys(params).length &&
        Object.entries(params).every(([key, value]) => one.params[key] === value),
    );

  test('shares are told by script, and by family of the plain prompts', () => {
    const kannada = { script: 'kannada' };
    expect(find('output_empty', kannada)?.value).toBe(0.25);
    expect(find('output_truncated', kannada)?.value).toBe(0.75);
    expect(find('output_loop', kannada)?.value).toBe(0.25);
    expect(find('output_other_script', kannada)?.value).toBe(0.75);
    expect(find('unparsable_rate', kannada)?.value).toBe(0.75);
    expect(find('output_empty', { ...kannada, family: 'free' })?.n).toBe(6);
    expect(find('output_truncated', { script: 'latin' })?.value).toBe(0);
    expect(find('output_other_script', { script: 'latin' })?.value).toBe(0);
    const perturbed = report.estimates.filter(
      ({ metric, conditionId }) => metric === 'output_loop' && conditionId === 'ws_random@1#0',
    );
    expect(perturbed.map(({ params, value }) => [params, value])).toEqual([
      [{ script: 'kannada' }, 0.5],
      [{ script: 'latin' }, 0],
    ]);
  });

  test('one answer is told with the share of samples that ask for it', () => {
    expect(find('modal_answer_share', { script: 'latin' })).toMatchObject({
      value: 1,
      params: { answer: 'office', targetShare: 1 },
    });
    expect(find('modal_answer_share', { script: 'kannada' })).toMatchObject({
      value: 0.25,
      params: { answer: 'x', targetShare: 0 },
    });
  });

  test('guessing is 1 in 4 for a choice and the most frequent target for the rest', () => {
    expect(find('chance_level', { script: 'latin', family: 'choice' })?.value).toBe(0.25);
    expect(find('chance_level', { script: 'latin', family: 'free' })?.value).toBe(1);
    expect(find('above_chance', { script: 'latin', family: 'choice' })?.value).toBe(0.75);
    expect(find('above_chance', { script: 'kannada', family: 'choice' })?.value).toBe(-0.25);
  });

  test('the reader is warned of Kannada, with the numbers, and of English only that its answers could be guessed', () => {
    const warnings = report.warnings.filter((warning) => warning.includes('script'));
    expect(warnings[0]).toMatch(
      /^test\/scripted: on prompts in Kannada script the answers look degenerate: .*75 % \[\d+ %, \d+ %\] end at the limit of length/,
    );
    expect(warnings[0]).toContain('Accuracy and consistency of such outputs say nothing');
    expect(warnings.filter((warning) => warning.includes('Latin') && warning.includes('degenerate'))).toEqual([]);
    expect(
      warnings.some((warning) => warning.includes('Kannada') && warning.includes('not above that of guessing')),
    ).toBe(true);
  });
});

test('a choice by log-probability with options that are all equally likely is a tie', () => {
  const rows = buildRunRows({ samples });
  const toOptions = (logprobs: readonly number[]) =>
    logprobs.map((logprob, index) => ({ text: `option ${index}`, tokenIds: [index], logprobs: [logprob] }));
  const chosen = rows.transcripts.map((row) => ({
    ...row,
    finishReason: 'chosen' as const,
    options: toOptions(row.epoch === 1 ? [-1, -2, -1.5] : [-1.25, -1.25, -1.25]),
  }));
  const report = analyseRun({ ...rows, transcripts: chosen });
  const ties = findEstimates(report, { metric: 'option_tie', params: { script: 'latin' } });
  expect(ties.map(({ value }) => value)).toEqual([0.75]);
  expect(findEstimates(report, { metric: 'output_empty' })).toEqual([]);
  expect(report.warnings.some((warning) => warning.includes('find all options equally likely'))).toBe(true);
});

test('a task without letters says nothing of scripts', () => {
  const numbers = Array.from({ length: 4 }, (_, index) =>
    buildSample({ sampleId: `n${index}`, input: `What is ${index} + 1?`, target: [String(index + 1)] }),
  );
  const report = analyseRun(buildRunRows({ samples: numbers }));
  const [estimate] = findEstimates(report, { metric: 'output_other_script' });
  expect(estimate).toMatchObject({ value: null, n: 0 });
  expect(estimate?.reason).toContain('target with letters');
});
