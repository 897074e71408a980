import { parseJson } from '../bundle/parse-json.ts';
import { decodeUtf8 } from '../bundle/utf8.ts';
import { toFailed, toOk, type Result } from '../errors/result.ts';
import { readSample, toDuplicateProblem, type PlacedSample } from './read-sample.ts';
import type { Sample } from './sample.ts';

/** Largest task file that is read. */
export const MAX_TASK_BYTES = 64 * 1024 * 1024;
/** Most samples of one task. */
export const MAX_SAMPLES = 100_000;

function parseLine(line: string, location: string): Result<PlacedSample> {
  const json = parseJson(line);
  if (!json.ok)
    return toFailed(
      'task-invalid',
      `${location}: not valid JSON at column ${json.column}: ${json.reason}. Each line must hold one JSON object.`,
      { location },
    );
  const reading = readSample(json.value);
  if (reading.ok) return toOk(reading);
  const [problem] = reading.problems;
  return toFailed('task-invalid', `${location}: ${problem?.message ?? 'not a sample'}.`, { location });
}

/** Line of a byte, 1-based. */
function toLineOfByte(bytes: Uint8Array, byteOffset: number): number {
  let line = 1;
  for (let position = 0; position < byteOffset; position += 1) if (bytes[position] === 0x0a) line += 1;
  return line;
}

/**
 * Samples of a JSON Lines file: strict UTF-8, one object per line, blank lines skipped. Besides the full `Sample` it reads what
 * people write by hand: `{id | sampleId, input, target: text | number | list, choices?, family?, clusterId?, protect?,
 * severityOfError?}`. A sample without an id gets the hash of its content.
 * Fails with `task-invalid`, naming file and line.
 */
export function parseSamplesJsonl(bytes: Uint8Array, fileName: string): Result<Sample[]> {
  if (bytes.length > MAX_TASK_BYTES)
    return toFailed(
      'task-invalid',
      `${fileName} has ${bytes.length} bytes; at most ${MAX_TASK_BYTES} are read. Split the task.`,
      { location: fileName },
    );
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    const location = `${fileName}:${toLineOfByte(bytes, decoded.byteOffset)}`;
    return toFailed(
      'task-invalid',
      `${location}: byte ${decoded.byteOffset} is not valid UTF-8. Save the file as UTF-8 and open it again.`,
      { location },
    );
  }
  const samples: Sample[] = [];
  const lineBySampleId = new Map<string, number>();
  for (const [index, line] of decoded.text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const lineNumber = index + 1;
    const location = `${fileName}:${lineNumber}`;
    const parsed = parseLine(line, location);
    if (!parsed.ok) return parsed;
    const { sampleId } = parsed.value.sample;
    const firstLine = lineBySampleId.get(sampleId);
    if (firstLine !== undefined)
      return toFailed('task-invalid', `${location}: ${toDuplicateProblem(parsed.value, firstLine)}.`, { location });
    lineBySampleId.set(sampleId, lineNumber);
    samples.push(parsed.value.sample);
    if (samples.length > MAX_SAMPLES)
      return toFailed('task-invalid', `${location}: more than ${MAX_SAMPLES} samples. Split the task.`, { location });
  }
  if (samples.length === 0)
    return toFailed('task-invalid', `${fileName} holds no sample. Write one JSON object per line.`, {
      location: fileName,
    });
  return toOk(samples);
}
