import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { parseScoresFile, type ScoresFile } from '#harness/parse-scores-file.ts';

function read(text: string, name = 'rows.csv'): ScoresFile {
  const parsed = parseScoresFile(encodeUtf8(text), name);
  if (!parsed.ok) throw new Error(parsed.failure.detail ?? parsed.failure.message);
  return parsed.value;
}

function problemsOf(text: string, name = 'rows.csv'): readonly string[] {
  const parsed = parseScoresFile(encodeUtf8(text), name);
  if (parsed.ok) throw new Error('expected problems');
  return parsed.failure.detail?.split('\n') ?? [parsed.failure.message];
}

const HEADER = 'sampleId,epoch,value';

describe('a CSV file', () => {
  test('is read with byte order mark, CRLF, quoted commas, quotes and line ends', () => {
    const file = read(
      '\uFEFFsampleId,epoch,value,answer,raw\r\n"a, ""b""",1,0.5,yes,"two\r\nlines"\r\n\r\nc,2,1e0,,"  "\r\n',
      '/some/where/rows.csv',
    );
    expect(file.name).toBe('rows.csv');
    expect([...file.columns]).toEqual(['sampleId', 'epoch', 'value', 'answer', 'raw']);
    expect(file.rows).toMatchObject([
      {
        sampleId: 'a, "b"',
        epoch: 1,
        value: 0.5,
        answer: 'yes',
        raw: 'two\r\nlines',
        model: 'model',
        conditionId: 'original',
      },
      { sampleId: 'c', epoch: 2, value: 1, answer: null, raw: '  ', status: 'completed', success: null },
    ]);
  });

  test('keeps cells that begin like a formula as text, and refuses them as numbers', () => {
    expect(read(`${HEADER},answer\n=1+1,1,1,"@SUM(A1)"`).rows[0]).toMatchObject({
      sampleId: '=1+1',
      answer: '@SUM(A1)',
    });
    expect(problemsOf(`${HEADER}\na,1,=1/2`)).toEqual(['line 2, value: must be a number, found "=1/2"']);
  });

  test('is read with tabs when its name says so, and tells which columns are not read', () => {
    const file = read(`sampleId\tnotes\tepoch\tvalue\na, b\tx\t1\t0`, 'rows.TSV');
    expect(file.rows[0]?.sampleId).toBe('a, b');
    expect(file.ignored).toEqual(['notes']);
  });

  test.each([
    ['NaN', 'line 2, value: must be a number, found "NaN"'],
    ['', 'line 2, value: is missing; add it'],
    ['1.5', 'line 2, value: must be at most 1, found 1.5'],
    ['-0.1', 'line 2, value: must be at least 0, found -0.1'],
    ['0,5', 'line 2: has 4 cells, the header has 3'],
    ['"0', 'line 2: is not valid CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2'],
  ])('with value %j is refused', (value, problem) => {
    expect(problemsOf(`${HEADER}\na,1,${value}`)).toEqual([problem]);
  });

  test('names every problem with its line and field, also behind cells of several lines', () => {
    const text = [
      'sampleId,epoch,value,clusterId,success,confidence,severity,costSeconds,tokens,status',
      'a,1,1,,,,,,,',
      '"a\r\nb",0,1,,2,1.01,5,-1,1.5,done',
      ',1,1,,,,,,,',
      'a,1,0,,,,,,,',
      'a,2,0,other,,,,,,',
      'x,1,0.5,,,,,,,failed',
    ].join('\r\n');
    expect(problemsOf(text)).toEqual([
      'line 3, epoch: must be at least 1, found 0',
      'line 3, success: must be 0 or 1, found 2',
      'line 3, confidence: must be at most 1, found 1.01',
      'line 3, severity: must be 0 or 1 or 2 or 3 or 4, found 5',
      'line 3, costSeconds: must be at least 0, found -1',
      'line 3, tokens: must be a whole number, found 1.5',
      'line 3, status: must be "completed" or "failed", found "done"',
      'line 5, sampleId: is missing; add it',
      'line 8, value: must be empty for a failed trial, which is never scored',
      'line 6: is the same trial as line 2: sample "a", epoch 1, condition "original", model "model"',
      'line 7, clusterId: puts sample "a" into cluster "other", line 2 into "a"',
    ]);
  });

  test('lists fifty problems and counts the rest', () => {
    const problems = problemsOf(`${HEADER}\n${'a,0,1\n'.repeat(60)}`);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('… and 10 more');
    const parsed = parseScoresFile(encodeUtf8(`${HEADER}\n${'a,0,1\n'.repeat(3)}`), 'rows.csv');
    expect(parsed.ok ? null : parsed.failure).toMatchObject({
      location: 'rows.csv:2',
      message: 'rows.csv: line 2, epoch: must be at least 1, found 0 (and 2 more problems)',
    });
  });

  test.each([
    ['', 'has no column sampleId, epoch, value; its columns are: none'],
    ['id,epoch,value\n', 'line 1: has no column sampleId; its columns are: id, epoch, value'],
    [`${HEADER},value\na,1,1,1`, 'line 1, value: is a column twice'],
    [`${HEADER}\n`, 'has no rows'],
  ])('%j is refused', (text, problem) => {
    expect(problemsOf(text).join()).toContain(problem);
  });
});

describe('a JSON Lines file', () => {
  test('is read, null as absent', () => {
    const file = read(
      '\uFEFF{"sampleId":"a","epoch":1,"value":1,"success":true,"answer":null,"extra":{}}\n\n{"sampleId":"a","epoch":2,"value":null,"status":"failed"}\n',
      'rows.jsonl',
    );
    expect(file.rows).toMatchObject([
      { sampleId: 'a', success: 1, answer: null },
      { epoch: 2, value: null, status: 'failed' },
    ]);
    expect(file.ignored).toEqual(['extra']);
  });

  test('names the line of every problem', () => {
    const text =
      '{"sampleId":"a","epoch":1,"value":NaN}\n[1]\n{"sampleId":"a","epoch":"1","value":"1"}\n{"sampleId":"\\ud800","epoch":1,"value":1}';
    expect(problemsOf(text, 'rows.ndjson')).toEqual([
      expect.stringMatching(/^line 1: is not valid JSON at column \d+: /),
      'line 2: is not an object',
      'line 3, epoch: must be a number, found "1"',
      'line 3, value: must be a number, found "1"',
      'line 4, sampleId: holds half a surrogate pair, which is no character',
    ]);
  });
});

test('other names, other encodings and empty files are refused', () => {
  expect(problemsOf('x', 'rows.xlsx')[0]).toContain('must end in .csv, .tsv, .jsonl or .ndjson');
  const latin = parseScoresFile(Uint8Array.of(0x61, 0xe9), 'rows.csv');
  expect(latin.ok ? null : latin.failure.message).toBe('rows.csv: byte 1 is not valid UTF-8: save the file as UTF-8.');
  expect(problemsOf('', 'rows.jsonl')[0]).toContain('has no column');
});
