import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { toSamplesHash, toSamplesJsonl } from '#core/model/content-id.ts';
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
          sampleId: '49a3525130bcf87a',
          clusterId: '49a3525130bcf87a',
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

  test('without ids has the same ids in another order, and others when a word changes', () => {
    const idsOf = (text: string): readonly string[] => {
      const parsed = parse(text);
      return parsed.ok ? parsed.value.map(({ sampleId }) => sampleId) : [];
    };
    const [a, b] = ['{"input":"a","target":"1"}', '{"target":["2"],"input":"b"}'];
    expect(idsOf(`${b}\n\n${a}`)).toEqual(idsOf(`${a}\n${b}`).toReversed());
    expect(idsOf(`${a}\n{"input":"b","target":"3"}`)[1]).not.toBe(idsOf(`${a}\n${b}`)[1]);
    // SHA-256 of the sorted JSON, by another program.
    const content = '{"family":"task","input":"a","options":null,"protect":[],"severityOfError":null,"target":["1"]}';
    expect(idsOf(a)[0]).toBe(createHash('sha256').update(content).digest('hex').slice(0, 16));
  });

  test('is known by the hash of the file that it is saved as', () => {
    const samples = buildSamples();
    const bytes = encodeUtf8(toSamplesJsonl(samples));
    expect(parseSamplesJsonl(bytes, 'task.jsonl')).toEqual({ ok: true, value: samples });
    expect(toSamplesHash(samples)).toBe(createHash('sha256').update(bytes).digest('hex'));
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
    [
      '{"input":"a","target":"b"}\n{"id":"x","input":"a","target":"b"}\n{"input":"a","target":["b"]}',
      'task.jsonl:3',
      'the same sample as on line 1. Remove one of them, or give each an id.',
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
