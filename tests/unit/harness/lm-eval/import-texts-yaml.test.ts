import { describe, expect, test } from 'vitest';
import { readTask, toConfig } from './read-task.ts';

describe('a task of texts', () => {
  const TEXTS = 'task: wiki\noutput_type: loglikelihood_rolling\ndoc_to_text: ""\ndoc_to_target: "{{page}}"\n';

  test('becomes a task of mode perplexity that nothing judges', () => {
    const yaml = `${TEXTS}metric_list:\n  - { metric: word_perplexity, aggregation: weighted_perplexity, higher_is_better: false }\n  - { metric: bits_per_byte, aggregation: bits_per_byte, higher_is_better: false }\n`;
    const config = toConfig(readTask(yaml, [{ page: 'One text.' }, { page: 'Another.' }]));
    expect(config.task).toMatchObject({
      mode: { type: 'perplexity', stride: null, windowLength: null },
      samples: {
        samples: [
          { input: 'One text.', target: [] },
          { input: 'Another.', target: [] },
        ],
      },
    });
    expect(config.scorers).toEqual([]);
  });

  test.each([
    [`${TEXTS}num_fewshot: 2\n`, 'num_fewshot'],
    [`${TEXTS}metric_list: [{ metric: acc }]\n`, 'metric_list[0].metric'],
    [`${TEXTS}metric_list: [{ metric: word_perplexity, aggregation: mean }]\n`, 'metric_list[0].aggregation'],
    [`${TEXTS}metric_list: [{ metric: word_perplexity, higher_is_better: true }]\n`, 'metric_list[0].higher_is_better'],
    [TEXTS.replace('""', 'page'), 'doc_to_text'],
  ])('%s is refused by its field', (yaml, field) => {
    expect(readTask(yaml, [{ page: 'x' }]).problems.map((problem) => problem.field)).toEqual([field]);
  });
});
