import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import type { ColumnMapping } from '#core/model/row-mapping.ts';
import type { Sample } from '#core/model/sample.ts';
import { guessMapping } from '#harness/task-import/guess-mapping.ts';
import { readImportTable, type ImportTable } from '#harness/task-import/import-table.ts';
import { findMappingProblems, mapRows, type MappedRows } from '#harness/task-import/map-rows.ts';
import { toProblemText } from '#harness/row-problem.ts';
import { toSamplesCsv } from '#harness/task-import/samples-csv.ts';
import { buildSamples } from '#tests/support/builders-bundle.ts';

function open(text: string | Uint8Array, name = 'task.csv'): ImportTable {
  const table = readImportTable(typeof text === 'string' ? encodeUtf8(text) : text, name, null);
  if (!table.ok) throw new Error(table.failure.message);
  return table.value;
}

function importGuessed(text: string, name = 'task.csv'): MappedRows {
  const table = open(text, name);
  return mapRows(table, guessMapping(table));
}

function guessColumns(text: string, name = 'task.csv'): ColumnMapping {
  const mapping = guessMapping(open(text, name));
  if (mapping.type !== 'columns') throw new Error('expected columns');
  return mapping;
}

function brief(samples: readonly Sample[]): readonly unknown[] {
  return samples.map(({ input, target, options }) => ({ input, target, options }));
}

const problemsOf = (rows: MappedRows): readonly string[] => rows.problems.map(toProblemText);

describe('a table with an option a column', () => {
  const csv =
    '\uFEFFquestion,option_b,option_a,option_c,answer,subject\r\n' +
    '"Which is\r\na fruit?",apple,stone,,B,food\r\n\r\n"Say ""hi""",no,yes,maybe,a,talk\r\n';

  test('is guessed: letters name the options in their order, and the input shows them', () => {
    expect(brief(importGuessed(csv).samples)).toEqual([
      {
        input: 'Which is\r\na fruit?\nA) stone\nB) apple',
        target: ['apple'],
        options: { labels: ['A', 'B'], texts: ['stone', 'apple'] },
      },
      {
        input: 'Say "hi"\nA) yes\nB) no\nC) maybe',
        target: ['yes'],
        options: { labels: ['A', 'B', 'C'], texts: ['yes', 'no', 'maybe'] },
      },
    ]);
    expect(guessColumns(csv)).toMatchObject({ family: 'subject', targetForm: 'letter', id: null, cluster: null });
  });

  test('names an answer that is no option, and a hole among the options, by line', () => {
    const bad = open(csv.replace(',B,food', ',D,food').replace('no,yes,maybe', 'no,,maybe'));
    expect(problemsOf(mapRows(bad, guessColumns(csv)))).toEqual([
      'line 2, answer: is "D", expected A, B',
      'line 5, option_a: is empty, but a later option is not',
    ]);
  });
});

describe('an answer given by number', () => {
  const rows = (answers: readonly number[]): string =>
    `question\tchoice0\tchoice1\tlabel\n${answers.map((answer, index) => `q${index}\tx${index}\ty${index}\t${answer}`).join('\n')}`;

  test.each([
    [[0, 1, 1], 'index-0', ['x0', 'y1', 'y2']],
    [[1, 2, 1], 'index-1', ['x0', 'y1', 'x2']],
  ] as const)('%j counts as %s', (answers, form, targets) => {
    expect(guessColumns(rows(answers), 'task.tsv').targetForm).toBe(form);
    expect(importGuessed(rows(answers), 'task.tsv').samples.flatMap(({ target }) => target)).toEqual(targets);
  });

  test('outside the options is named', () => {
    const table = open(rows([0, 1, 7]), 'task.tsv');
    const mapping = { ...guessColumns(rows([0, 1]), 'task.tsv') };
    expect(problemsOf(mapRows(table, mapping))).toEqual(['line 4, label: is "7", expected 0 to 1']);
  });
});

test('a target that is none of the options is named', () => {
  const csv = 'question,a,b,answer\nq,x,y,x\nr,x,y,z\ns,x,y, Y \n';
  expect(problemsOf(importGuessed(csv))).toEqual(['line 3, answer: is "z", which is none of the options']);
});

test('rows without options stand beside rows with options', () => {
  const csv = 'question,a,b,answer\nq,x,y,x\nr,,,z\n';
  expect(importGuessed(csv).samples.map(({ family, options }) => [family, options?.texts.length ?? 0])).toEqual([
    ['choice', 2],
    ['task', 0],
  ]);
});

describe('JSON Lines of data sets', () => {
  test.each([
    ['{"question":"2+2?","choices":["3","4"],"answer":1}', '2+2?\nA) 3\nB) 4', ['4'], ['A', 'B']],
    [
      '{"id":"x","question":"Sun?","choices":{"text":["hot","cold"],"label":["1","2"]},"answerKey":"2"}',
      'Sun?\n1) hot\n2) cold',
      ['cold'],
      ['1', '2'],
    ],
    ['{"question":"Capital?","answers":["Rome","Roma"]}', 'Capital?', ['Rome', 'Roma'], null],
  ])('%s is guessed', (line, input, target, labels) => {
    const [sample] = importGuessed(line, 'task.jsonl').samples;
    expect(sample).toMatchObject({ input, target });
    expect(sample?.options?.labels ?? null).toEqual(labels);
  });

  test('as this app writes them are taken as they are, bad lines named', () => {
    const [first, second] = buildSamples();
    const text = `${JSON.stringify(first)}\n{"input":"a"}\n${JSON.stringify(second)}\n{"input":1,"target":"b"\n${JSON.stringify(first)}\n`;
    const rows = importGuessed(text, 'task.jsonl');
    expect(rows.samples).toEqual([first, second]);
    expect(rows.badRowCount).toBe(3);
    expect(problemsOf(rows)).toEqual([
      'line 2, target: is missing; add it',
      expect.stringMatching(/^line 4: is not valid JSON at column \d+/),
      expect.stringContaining('line 5: duplicate sample id'),
    ]);
  });

  test('an object where a text belongs is named', () => {
    const rows = importGuessed('{"question":{"en":"a"},"answer":"b"}\n[1]\n', 'task.jsonl');
    expect(problemsOf(rows)).toEqual([
      'line 1, question: holds an object, expected one text',
      'line 2: is not a JSON object',
    ]);
  });
});

describe('a table without ids', () => {
  test('knows each sample by its content, and names a repetition', () => {
    const rows = importGuessed('input;target\na;1\nb;2\na;1\n');
    expect(rows.samples.map(({ sampleId }) => sampleId)).toEqual(rows.samples.map(({ clusterId }) => clusterId));
    expect(rows.samples[0]?.sampleId).toMatch(/^[0-9a-f]{16}$/);
    expect(problemsOf(rows)).toEqual(['line 4: the same sample as on line 2. Remove one of them, or give each an id']);
  });
});

describe('several targets in a cell', () => {
  test.each([
    ['Rome|Roma', { type: 'separator', separator: '|' }, ['Rome', 'Roma']],
    ['"[""Rome"",""Roma""]"', { type: 'json' }, ['Rome', 'Roma']],
    ['Rome / Roma', { type: 'one' }, ['Rome / Roma']],
  ] as const)('%s', (cell, list, target) => {
    const csv = `input,target\nCapital of Italy?,${cell}\n`;
    expect(guessColumns(csv).targets).toEqual(list);
    expect(importGuessed(csv).samples[0]?.target).toEqual(target);
  });

  test('that are half a JSON list are named', () => {
    const table = open('input,target\na,"[""x"", ]"\n');
    const rows = mapRows(table, { ...guessColumns('input,target\na,b\n'), targets: { type: 'json' } });
    expect(problemsOf(rows)[0]).toMatch(/^line 2, target: is no JSON list: /);
  });
});

describe('hostile tables', () => {
  test.each([
    [
      'input,target\na\nb,2,3\nc,d\n',
      ['line 2: has 1 cells, the header has 2', 'line 3: has 3 cells, the header has 2'],
      1,
    ],
    ['input,target\n"a,b\n', [expect.stringContaining('is not valid CSV')], 0],
    ['input,input\na,b\n', ['line 1: the header has two columns "input"'], 0],
    ['input,\na,b\n', ['line 1: the header gives column 2 no name, or one too long'], 0],
    ['input,target\n ,x\nb,\n', ['line 2, input: is empty', 'line 3, target: is empty'], 0],
    ['__proto__,constructor\nq,a\n', [], 1],
    [
      `input,target,family\na,b,${'f'.repeat(61)}\n`,
      ['line 2, family: must have at most 60 characters, found a text of 61 characters'],
      0,
    ],
  ])('%j', (csv, problems, sampleCount) => {
    const rows = importGuessed(csv);
    expect(problemsOf(rows)).toEqual(problems);
    expect(rows.samples).toHaveLength(sampleCount);
  });

  test.each([
    [Buffer.from('input,target\r\nok,1\r\nZo\u00eb,2\r\n', 'latin1'), 'task.csv:3: byte 22 is not valid UTF-8'],
    [encodeUtf8('input,target\n'), 'task.csv: holds no rows'],
    [encodeUtf8(''), 'task.csv: holds no rows'],
    [encodeUtf8(`${Array.from({ length: 501 }, (_, index) => `c${index}`).join(',')}\n`), 'has 501 columns'],
    [new Uint8Array(16 * 1024 * 1024 + 1), 'at most 16777216 are imported'],
  ])('are refused as a whole (%#)', (bytes, message) => {
    const table = readImportTable(bytes, 'folder/task.csv', null);
    expect(table.ok ? null : table.failure.message).toContain(message);
  });

  test('keep at most 200 problems and count all bad rows', () => {
    const rows = importGuessed(`input,target\n${'a,\n'.repeat(500)}b,1\n`);
    expect(rows).toMatchObject({ badRowCount: 500, samples: [{ input: 'b' }] });
    expect(rows.problems).toHaveLength(200);
  });

  test('under a mapping for another file name the columns that are missing', () => {
    expect(findMappingProblems(open('question,answer\na,b\n'), guessColumns('input,target\na,b\n'))).toEqual([
      'The file has no column "input".',
      'The file has no column "target".',
    ]);
  });
});

describe('a task saved as CSV', () => {
  const samples: readonly Sample[] = [
    ...buildSamples(),
    {
      sampleId: '=cmd',
      clusterId: '-1',
      family: 'task',
      input: ' \'=1+1\r\n"quoted", and more',
      target: ['-5', "'+5", '', '[x'],
      options: null,
      protect: ['=1+1'],
      severityOfError: { type: 'constant', unparsed: 1, wrong: 2 },
    },
    {
      sampleId: "''@",
      clusterId: 'c',
      family: 'task',
      input: '\t=x',
      target: ['-5'],
      options: { labels: null, texts: ['-5', '5'] },
      protect: [],
      severityOfError: null,
    },
    {
      sampleId: 'l',
      clusterId: 'l',
      family: 'f',
      input: 'q',
      target: ['["x"]'],
      options: null,
      protect: [],
      severityOfError: null,
    },
  ];

  test('comes back as it was', () => {
    const rows = importGuessed(toSamplesCsv(samples));
    expect(problemsOf(rows)).toEqual([]);
    expect(rows.samples).toEqual(samples);
  });

  test('has no cell that a spreadsheet takes for a formula', () => {
    const cells = open(toSamplesCsv(samples)).rows.flatMap(({ cells: all }) => [...all.values()].map(String));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });
});
