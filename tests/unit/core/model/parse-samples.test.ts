import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import { buildSamples } from '#tests/support/builders-bundle.ts';

const parse = (text: string): ReturnType<typeof parseSamplesJsonl> => parseSamplesJsonl(encodeUtf8(text), 'task.jsonl');

function failureOf(result: ReturnType<typeof parseSamplesJsonl>): {
  code: string;
  message: string;
  location: string | null;
} {
  if (result.ok) throw new Error('expected a failure');
  return result.failure;
}

describe('a task file', () => {
  test('of full samples is read as written', () => {
    const samples = buildSamples();
    expect(parse(samples.map((sample) => JSON.stringify(sample)).join('\n'))).toEqual({ ok: true, value: samples });
  });

  test('written by hand gets the defaults', () => {
    const parsed = parse(
      '\uFEFF{"id": 7, "input": "1+1", "target": 2}\r\n\n{"input":"Pick: A) x B) y","target":["A"],"choices":["x","y"]}\n{"id":"c","input":"x or y","target":"y","choices":["x","y"]}',
    );
    expect(parsed).toEqual({
      ok: true,
      value: [
        {
          sampleId: '7',
          clusterId: '7',
          family: 'task',
          input: '1+1',
          target: ['2'],
          options: null,
          protect: [],
          severityOfError: null,
        },
        {
          sampleId: 'line-3',
          clusterId: 'line-3',
          family: 'choice',
          input: 'Pick: A) x B) y',
          target: ['A'],
          options: { labels: ['A', 'B'], texts: ['x', 'y'] },
          protect: [],
          severityOfError: null,
        },
        {
          sampleId: 'c',
          clusterId: 'c',
          family: 'choice',
          input: 'x or y',
          target: ['y'],
          options: { labels: null, texts: ['x', 'y'] },
          protect: [],
          severityOfError: null,
        },
      ],
    });
  });

  test('written by hand may say how bad a wrong answer is', () => {
    const rule = { type: 'constant', unparsed: 1, wrong: 2 };
    const parsed = parse(JSON.stringify({ input: '1+1', target: 2, severityOfError: rule }));
    expect(parsed.ok && parsed.value[0]?.severityOfError).toEqual(rule);
    expect(
      failureOf(parse('{"input":"a","target":"b","severityOfError":{"type":"constant","unparsed":1,"wrong":9}}'))
        .message,
    ).toContain('severityOfError');
  });

  test.each([
    ['{"input":"a","target":"b"}\n{"input":"a"}', 'task.jsonl:2', 'target: is missing; add it'],
    ['{"input":"a","target":"b"}\n{oops}', 'task.jsonl:2', 'not valid JSON at column 2'],
    [
      '{"id":"x","input":"a","target":"b"}\n\n{"id":"x","input":"a","target":"b"}',
      'task.jsonl:3',
      'duplicate sample id "x", first used on line 1',
    ],
    ['{"input":"a","target":"b","ansewr":"c"}', 'task.jsonl:1', 'ansewr: unknown field'],
    ['{"input":"a","target":"\\ud800"}', 'task.jsonl:1', 'half a surrogate pair'],
    ['[1]', 'task.jsonl:1', 'must be an object'],
    ['\n\n', 'task.jsonl', 'holds no sample'],
    [
      JSON.stringify({ ...buildSamples()[0], options: { labels: ['A'], texts: ['a', 'b'] } }),
      'task.jsonl:1',
      'labels must have one entry per text',
    ],
  ])('%j names its line', (text, location, message) => {
    const failure = failureOf(parse(text));
    expect(failure.code).toBe('task-invalid');
    expect(failure.location).toBe(location);
    expect(failure.message).toContain(message);
  });

  test('in another encoding names byte and line', () => {
    const latin1 = Buffer.from('{"input":"a","target":"b"}\n{"input":"Zo\u00eb","target":"b"}', 'latin1');
    const failure = failureOf(parseSamplesJsonl(latin1, 'task.jsonl'));
    expect(failure.location).toBe('task.jsonl:2');
    expect(failure.message).toBe('task.jsonl:2: byte 39 is not valid UTF-8. Save the file as UTF-8 and open it again.');
    expect(failureOf(parseSamplesJsonl(Buffer.from('\uFEFF{"input":"a"}', 'utf16le'), 'task.jsonl')).message).toContain(
      'byte 0',
    );
  });
});
