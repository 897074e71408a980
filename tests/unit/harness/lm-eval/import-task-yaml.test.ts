import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { importTaskYaml, toRemarkText } from '#harness/lm-eval/import-task-yaml.ts';
import { toProblemText } from '#harness/row-problem.ts';
import { readImportTable } from '#harness/task-import/import-table.ts';
import { problemsOf, readTask, toConfig } from './read-task.ts';

const ROWS = [
  { id: 'r1', question: 'Sun?', choices: { text: ['hot', 'cold'], label: ['A', 'B'] }, answerKey: 'A' },
  { id: 'r2', question: 'Ice?', choices: { text: ['hot', 'cold'], label: ['1', '2'] }, answerKey: '2' },
];

const CHOICE = `
task: arc_small
dataset_path: ai2_arc
test_split: test
output_type: multiple_choice
doc_to_text: "Question: {{question}}\\nAnswer:"
doc_to_target: "{{choices.label.index(answerKey)}}"
doc_to_choice: "{{choices.text}}"
metric_list:
  - metric: acc
    aggregation: mean
    higher_is_better: true
  - metric: acc_norm
num_fewshot: 1
metadata: { version: 2 }
`;

const MATHS = `
task: sums
output_type: generate_until
description: "Solve the sums."
doc_to_text: "{% if hint %}Hint: {{hint}}\\n{% endif %}Q: {{question.strip()}}\\nA:"
doc_to_target: answer
generation_kwargs: { until: ["Q:", "\\n\\n"], do_sample: true, temperature: 0.5, max_gen_toks: 32 }
repeats: 3
metric_list: [{ metric: exact_match, ignore_case: true, ignore_punctuation: false }]
filter_list:
  - name: strict
    filter:
      - { function: regex, regex_pattern: "#### (\\\\-?[0-9\\\\.\\\\,]+)" }
      - { function: take_first }
  - name: last number
    filter: [{ function: regex, group_select: -1, regex_pattern: "(-?[0-9]+)" }, { function: take_first }]
`;

test('a multiple-choice task keeps prompt, choices, targets and both metrics', () => {
  const task = readTask(CHOICE, ROWS);
  const config = toConfig(task);
  expect(task.rows.samples).toMatchObject([
    {
      sampleId: 'r1',
      input: 'Question: Sun?\nAnswer:',
      target: ['hot'],
      options: { labels: null, texts: ['hot', 'cold'] },
    },
    { sampleId: 'r2', input: 'Question: Ice?\nAnswer:', target: ['cold'] },
  ]);
  expect(config.task).toMatchObject({
    taskId: expect.stringMatching(/^arc_small@[0-9a-f]{12}$/),
    version: 2,
    mode: { type: 'choose', force: 'texts', delimiter: ' ' },
    fewShot: {
      pool: { type: 'own-samples' },
      count: 1,
      draw: 'per-sample',
      render: { type: 'text', template: '{input} {target}', separator: '\n\n' },
    },
    system: null,
    promptTemplate: '{input}',
  });
  expect(config.scorers.map(({ name, rules }) => [name, rules])).toEqual([
    ['acc', [{ type: 'option-likelihood', families: null, per: 'option' }]],
    ['acc_norm', [{ type: 'option-likelihood', families: null, per: 'character' }]],
  ]);
  expect(task.notes.map(toRemarkText)).toContain(
    'dataset_path: is not downloaded: the samples come from the data file',
  );
  expect(config.notes).toContain('test_split');
});

test('a generating task keeps decoding, repeats, and a scorer for each filter', () => {
  const data = 'question,answer,hint\n" 1+1? ",2,\n2+2?,4,count\n';
  const config = toConfig(readTask(MATHS, data, 'data.csv'));
  const { samples } = config.task.samples.type === 'inline' ? config.task.samples : { samples: [] };
  expect(samples.map(({ input, target }) => [input, target])).toEqual([
    ['Q: 1+1?\nA:', ['2']],
    ['Hint: count\nQ: 2+2?\nA:', ['4']],
  ]);
  expect(config.task).toMatchObject({ system: 'Solve the sums.' });
  expect(config.task.mode).toBeUndefined();
  expect(config.protocol.epochs.baseline).toBe(3);
  expect(config.decoding).toMatchObject({
    temperature: 0.5,
    maxNewTokens: 32,
    stopStrings: ['Q:', '\n\n'],
    topK: 0,
    topP: 1,
  });
  const exact = { type: 'exact', ignoreCase: true, ignoreFinalPunctuation: false };
  expect(config.scorers).toEqual([
    {
      name: 'exact_match-strict',
      version: 1,
      rules: [
        {
          type: 'extracted',
          families: null,
          from: [{ type: 'regex', search: { pattern: '#### (-?[0-9\\.,]+)', flags: '', group: 1, take: 'first' } }],
          otherwise: 'unparsable',
          rule: exact,
        },
      ],
    },
    {
      name: 'exact_match-last-number',
      version: 1,
      rules: [
        {
          type: 'extracted',
          families: null,
          from: [{ type: 'regex', search: { pattern: '(-?[0-9]+)', flags: '', group: 1, take: 'last' } }],
          otherwise: 'unparsable',
          rule: exact,
        },
      ],
    },
  ]);
});

describe('choices and targets', () => {
  const base = 'task: t\noutput_type: multiple_choice\ndoc_to_text: q\n';
  test.each([
    ['doc_to_choice: ["no", "yes"]\ndoc_to_target: label\n', [{ q: 'a', label: 1 }], ['yes'], ['no', 'yes']],
    [
      'doc_to_choice: { "a": no, "b": maybe }\ndoc_to_target: label\n',
      [{ q: 'a', label: 'maybe' }],
      ['maybe'],
      ['no', 'maybe'],
    ],
    [
      `doc_to_choice: "['it''s', \\"b\\"]"\ndoc_to_target: 0\n`.replace("''", "\\\\'"),
      [{ q: 'a' }],
      ["it's"],
      ["it's", 'b'],
    ],
    [
      'doc_to_choice: "{{[x, y]}}"\ndoc_to_target: [y1, x1]\n',
      [{ q: 'a', x: 'x1', y: 'y1' }],
      ['y1', 'x1'],
      ['x1', 'y1'],
    ],
    ['doc_to_choice: opts\ndoc_to_target: gold\n', [{ q: 'a', opts: ['1', '0'], gold: '0' }], ['1'], ['1', '0']],
  ])('%s', (yaml, rows, target, texts) => {
    const task = readTask(base + yaml, rows);
    expect(task.rows.problems).toEqual([]);
    expect(problemsOf(task)).toEqual([]);
    expect(task.rows.samples[0]).toMatchObject({ target, options: { texts } });
  });

  test('that do not fit a row are named by its line', () => {
    const yaml = `${base}doc_to_choice: opts\ndoc_to_target: "{{gold}}"\n`;
    const rows = [
      { q: 'a', opts: ['x', 'y'], gold: 2 },
      { q: 'b', opts: 'x', gold: 0 },
      { q: 'c', opts: ['x', 'y'] },
      { q: '', opts: ['x', 'y'], gold: 0 },
    ];
    expect(readTask(yaml, rows).rows.problems.map(toProblemText)).toEqual([
      'line 1, doc_to_target: is "2", which is none of the choices',
      'line 2, doc_to_choice: is no list of texts',
      'line 3, doc_to_target: needs "gold", which the row does not have',
      'line 4, doc_to_text: gives no text',
    ]);
  });
});

test('demonstrations that the YAML writes out are read by its templates', () => {
  const yaml = `${MATHS}num_fewshot: 2\nfewshot_config:\n  sampler: first_n\n  samples:\n    - { question: 3+3?, answer: 6, hint: "" }\n    - { question: 4+4?, answer: 8, hint: "" }\n`;
  const config = toConfig(readTask(yaml, 'question,answer,hint\n1+1?,2,\n', 'data.csv'));
  expect(config.task.fewShot).toMatchObject({
    draw: 'first',
    pool: {
      type: 'inline',
      demonstrations: [
        { input: 'Q: 3+3?\nA:', target: '6' },
        { input: 'Q: 4+4?\nA:', target: '8' },
      ],
    },
  });
});

describe('what cannot be taken over is listed field by field', () => {
  test('all at once', () => {
    const yaml = `
task: t
include: base.yaml
process_docs: !function utils.process
output_type: loglikelihood
doc_to_text: !function utils.text
doc_to_target: answer
metric_list: [{ metric: !function utils.metric }, { metric: bleu, aggregation: median }]
filter_list: [{ name: f, filter: [{ function: majority_vote }] }]
generation_kwargs: { num_beams: 4 }
surprise: 1
`;
    const fields = readTask(yaml, ROWS).problems.map(({ field }) => field);
    for (const field of [
      'include',
      'process_docs',
      'output_type',
      'doc_to_text',
      'metric_list.metric',
      'metric_list[0].metric',
      'metric_list[1].metric',
      'metric_list[1].aggregation',
      'filter_list[0].filter[0].function',
      'generation_kwargs.num_beams',
      'surprise',
    ])
      expect(fields).toContain(field);
    expect(readTask(yaml, ROWS).toConfig).toBeNull();
  });

  test.each([
    ['doc_to_text: "{% macro m() %}x{% endmacro %}{{m()}}"', 'doc_to_text: uses Macro, which is not supported'],
    ['doc_to_text: "{{ range(1000000000) }}"', 'doc_to_text: calls a function, which is not supported'],
    ['doc_to_text: "{% set x = 1 %}{{x}}"', 'doc_to_text: uses Set, which is not supported'],
    ['doc_to_text: "{{ q|regex_replace(1) }}"', 'doc_to_text: uses the filter regex_replace, which is not supported'],
    [
      'doc_to_text: "{% for a in q %}{% for b in q %}{{a}}{% endfor %}{% endfor %}"',
      'doc_to_text: has a loop within a loop, which is not supported',
    ],
    ['doc_to_text: "{{ q.constructor(1) }}"', 'doc_to_text: calls constructor, which is not supported'],
    ['doc_to_text: "{{ q"', expect.stringMatching(/^doc_to_text: is no valid template: /)],
    [`doc_to_text: "${'{{q}}'.repeat(600)}"`, 'doc_to_text: has too many parts'],
  ])('%s', (line, problem) => {
    expect(problemsOf(readTask(`task: t\n${line}\ndoc_to_target: a\n`, [{ q: 'x', a: 'y' }]))).toEqual([problem]);
  });

  test.each([
    [
      'filter_list: [{ name: f, filter: [{ function: regex, regex_pattern: "(?<=a)b" }] }]',
      'filter_list[0].filter[0].regex_pattern',
    ],
    [
      'filter_list: [{ name: f, filter: [{ function: regex, regex_pattern: "(a)(b)" }] }]',
      'filter_list[0].filter[0].regex_pattern',
    ],
    ['output_type: multiple_choice', 'doc_to_choice'],
    ['metric_list: [{ metric: acc }]', 'metric_list[0].metric'],
    ['description: "About {{q}}."', 'description'],
    ['generation_kwargs: { until: [""] }', 'generation_kwargs.until'],
  ])('%s', (line, field) => {
    const task = readTask(`task: t\ndoc_to_text: q\ndoc_to_target: a\n${line}\n`, [{ q: 'x', a: 'y' }]);
    expect(task.problems.map((problem) => problem.field)).toEqual([field]);
  });
});

test.each([
  ['a: [1', /^task\.yaml:1: not valid YAML: /],
  ['- 1\n', /holds no mapping/],
  ['task: t\ntask: u\n', /^task\.yaml:2: not valid YAML: Map keys must be unique/],
  [`a: &a [x, x, x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: *a\n`).join('')}`, /alias/i],
  [`task: ${'x'.repeat(300_000)}`, /at most 262144 are read/],
  [Buffer.from('task: Zo\u00eb', 'latin1'), /is not valid UTF-8/],
])('YAML that cannot be read is refused (%#)', (yaml, message) => {
  const table = readImportTable(encodeUtf8('a\nb\n'), 'data.csv', null);
  const bytes = typeof yaml === 'string' ? encodeUtf8(yaml) : yaml;
  const task = table.ok ? importTaskYaml(bytes, 'task.yaml', table.value) : table;
  expect(task.ok ? null : task.failure.message).toMatch(message);
});

test('keys that are names of the language are only keys', () => {
  const task = readTask('task: t\ndoc_to_text: q\ndoc_to_target: a\n__proto__: { polluted: 1 }\nconstructor: 2\n', [
    { q: 'x', a: 'y' },
  ]);
  expect(task.problems.map(({ field }) => field)).toContain('constructor');
  expect(Object.keys(Object.prototype)).toEqual([]);
});
