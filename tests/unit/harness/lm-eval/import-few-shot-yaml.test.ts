import { describe, expect, test } from 'vitest';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { readTask, toConfig } from './read-task.ts';

const MATHS = `
task: sums
output_type: generate_until
doc_to_text: "Q: {{question}}\\nA:"
doc_to_target: answer
`;

describe('every form of demonstrations', () => {
  const rows = 'question,answer,hint\n1+1?,2,\n2+2?,4,\n';
  const fewShotOf = (fields: string): HarnessConfig['task']['fewShot'] =>
    toConfig(readTask(`${MATHS}${fields}`, rows, 'data.csv')).task.fewShot;

  test.each([
    '',
    'num_fewshot: 0\n',
    'num_fewshot: null\n',
    'fewshot_config: null\n',
    'num_fewshot: 0\nfewshot_config:\n  sampler: first_n\n',
  ])('none: %j', (fields) => {
    expect(fewShotOf(fields)).toBeUndefined();
  });

  test('drawn from the other rows, for each sample anew or from the first on', () => {
    const own = { pool: { type: 'own-samples' }, count: 3 };
    expect(fewShotOf('num_fewshot: 3\n')).toMatchObject({ ...own, draw: 'per-sample' });
    expect(fewShotOf('num_fewshot: 3\nfewshot_config:\n  sampler: default\n')).toMatchObject({
      ...own,
      draw: 'per-sample',
    });
    expect(fewShotOf('num_fewshot: 3\nfewshot_config:\n  sampler: first_n\n  split: train\n')).toMatchObject({
      ...own,
      draw: 'first',
    });
  });

  test('with the delimiters of lm-evaluation-harness, those of the task, or those of the demonstrations alone', () => {
    const renderOf = (fields: string): ReturnType<typeof fewShotOf> => fewShotOf(`num_fewshot: 2\n${fields}`);
    const toRender = (delimiter: string, separator: string) => ({
      render: { type: 'text', template: `{input}${delimiter}{target}`, separator },
    });
    expect(renderOf('')).toMatchObject(toRender(' ', '\n\n'));
    expect(renderOf('target_delimiter: ""\nfewshot_delimiter: "\\n---\\n"\n')).toMatchObject(toRender('', '\n---\n'));
    expect(
      renderOf('target_delimiter: ""\nfewshot_config:\n  target_delimiter: " => "\n  fewshot_delimiter: "\\n"\n'),
    ).toMatchObject(toRender(' => ', '\n'));
  });

  test('and what is not known there is refused by name', () => {
    const read = readTask(`${MATHS}num_fewshot: 2\nfewshot_config:\n  fewshot_indices: [1, 2]\n`, rows, 'data.csv');
    expect(read.problems.map(({ field, message }) => `${field} ${message}`).join()).toContain('fewshot_indices');
    const many = readTask(`${MATHS}num_fewshot: 65\n`, rows, 'data.csv');
    expect(many.problems.map(({ field }) => field)).toEqual(['num_fewshot']);
  });
});
