import * as z from 'zod';
import { findIllFormedText } from '../bundle/ill-formed-text.ts';
import { parseJson } from '../bundle/parse-json.ts';
import { toFieldPath, toSchemaProblems } from '../bundle/schema-problem.ts';
import { decodeUtf8 } from '../bundle/utf8.ts';
import { toFailed, toOk, type Result } from '../errors/result.ts';
import { Sample } from './sample.ts';

/** Largest task file that is read. */
export const MAX_TASK_BYTES = 64 * 1024 * 1024;
/** Most samples of one task. */
export const MAX_SAMPLES = 100_000;

const FAMILY = 'task';

/** What people write by hand; everything that it leaves out gets the default of `toSample`. */
const LooseSample = z.strictObject({
  id: z.union([z.string().min(1).max(200), z.int()]).optional(),
  sampleId: z.string().min(1).max(200).optional(),
  clusterId: z.string().min(1).max(200).optional(),
  family: z.string().min(1).max(60).optional(),
  input: z.string().min(1).max(100_000),
  target: z.union([z.string().max(20_000), z.number(), z.array(z.string().max(20_000)).min(1).max(50)]),
  choices: z.array(z.string().min(1).max(2000)).min(2).max(26).optional(),
  options: Sample.shape.options.optional(),
  protect: z.array(z.string().min(1).max(2000)).max(100).optional(),
  severityOfError: Sample.shape.severityOfError.optional(),
});

/** True when every choice stands in the input behind its letter ("A) …", "A. …", "A: …", "(A) …"). */
function hasLetters(input: string, choices: readonly string[]): boolean {
  return choices.every((choice, index) => {
    const letter = String.fromCharCode(65 + index);
    return [') ', '. ', ': '].some((mark) => input.includes(`${letter}${mark}${choice}`));
  });
}

function toSample(loose: z.infer<typeof LooseSample>, lineNumber: number): Sample {
  const sampleId = loose.sampleId ?? (loose.id === undefined ? `line-${lineNumber}` : String(loose.id));
  const { choices } = loose;
  const labels =
    choices !== undefined && hasLetters(loose.input, choices)
      ? choices.map((_, index) => String.fromCharCode(65 + index))
      : null;
  return {
    sampleId,
    clusterId: loose.clusterId ?? sampleId,
    family: loose.family ?? (choices === undefined ? FAMILY : 'choice'),
    input: loose.input,
    target: Array.isArray(loose.target) ? loose.target : [String(loose.target)],
    options: loose.options ?? (choices === undefined ? null : { labels, texts: choices }),
    protect: loose.protect ?? [],
    severityOfError: loose.severityOfError ?? null,
  };
}

function parseLine(line: string, lineNumber: number, fileName: string): Result<Sample> {
  const location = `${fileName}:${lineNumber}`;
  const json = parseJson(line);
  if (!json.ok)
    return toFailed(
      'task-invalid',
      `${location}: not valid JSON at column ${json.column}: ${json.reason}. Each line must hold one JSON object.`,
      { location },
    );
  const illFormed = findIllFormedText(json.value);
  if (illFormed !== null)
    return toFailed(
      'task-invalid',
      `${location}: ${toFieldPath(illFormed)} holds half a surrogate pair, which is no character; remove it.`,
      { location },
    );
  const strict = Sample.safeParse(json.value);
  if (strict.success) return toOk(strict.data);
  const loose = LooseSample.safeParse(json.value);
  if (loose.success) return toOk(toSample(loose.data, lineNumber));
  // A line with every field of a sample is told what is wrong with it as a sample.
  const isStrictForm =
    typeof json.value === 'object' && json.value !== null && 'sampleId' in json.value && 'clusterId' in json.value;
  const [problem] = toSchemaProblems(isStrictForm ? strict.error : loose.error, json.value);
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
 * severityOfError?}`.
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
    const parsed = parseLine(line, lineNumber, fileName);
    if (!parsed.ok) return parsed;
    const { sampleId } = parsed.value;
    const firstLine = lineBySampleId.get(sampleId);
    const location = `${fileName}:${lineNumber}`;
    if (firstLine !== undefined) {
      return toFailed(
        'task-invalid',
        `${location}: duplicate sample id "${sampleId}", first used on line ${firstLine}. Give each sample its own id.`,
        { location },
      );
    }
    lineBySampleId.set(sampleId, lineNumber);
    samples.push(parsed.value);
    if (samples.length > MAX_SAMPLES)
      return toFailed('task-invalid', `${location}: more than ${MAX_SAMPLES} samples. Split the task.`, { location });
  }
  if (samples.length === 0)
    return toFailed('task-invalid', `${fileName} holds no sample. Write one JSON object per line.`, {
      location: fileName,
    });
  return toOk(samples);
}
