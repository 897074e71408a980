import * as z from 'zod';
import { findIllFormedText } from '../bundle/ill-formed-text.ts';
import { toFieldPath, toSchemaProblems, type SchemaProblem } from '../bundle/schema-problem.ts';
import { toContentId } from './content-id.ts';
import { Sample } from './sample.ts';

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
  passages: Sample.shape.passages,
});
type LooseSample = z.infer<typeof LooseSample>;

/** A text to be measured, which has no target; any other row without one is told so. */
const LooseText = LooseSample.omit({ input: true, target: true, choices: true, options: true, passages: true }).extend({
  text: z.string().min(1).max(100_000),
});

function parseLoose(value: unknown): z.ZodSafeParseResult<LooseSample> {
  if (typeof value !== 'object' || value === null || !('text' in value) || 'input' in value)
    return LooseSample.safeParse(value);
  return LooseText.transform(({ text, ...rest }): LooseSample => ({ ...rest, input: text, target: [] })).safeParse(
    value,
  );
}

/** A sample as it was read; `idFrom` says whether its id is its own or the hash of its content. */
export interface PlacedSample {
  readonly sample: Sample;
  readonly idFrom: 'file' | 'content';
}

export type SampleReading =
  | ({ readonly ok: true } & PlacedSample)
  | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/** Labels "A", "B", … when every choice stands in the input behind its letter ("A) …", "A. …", "A: …", "(A) …"), else null. */
export function findLetters(input: string, choices: readonly string[]): string[] | null {
  const letters = choices.map((_, index) => String.fromCharCode(65 + index));
  const areThere = choices.every((choice, index) =>
    [') ', '. ', ': '].some((mark) => input.includes(`${letters[index] ?? ''}${mark}${choice}`)),
  );
  return areThere ? letters : null;
}

function toSample(loose: LooseSample): PlacedSample {
  const { choices } = loose;
  const content = {
    family: loose.family ?? (choices === undefined ? FAMILY : 'choice'),
    input: loose.input,
    target: Array.isArray(loose.target) ? loose.target : [String(loose.target)],
    options:
      loose.options ?? (choices === undefined ? null : { labels: findLetters(loose.input, choices), texts: choices }),
    protect: loose.protect ?? [],
    severityOfError: loose.severityOfError ?? null,
    ...(loose.passages === undefined ? {} : { passages: loose.passages }),
  };
  const ownId = loose.sampleId ?? (loose.id === undefined ? null : String(loose.id));
  const sampleId = ownId ?? toContentId(content);
  const sample = { sampleId, clusterId: loose.clusterId ?? sampleId, ...content };
  return { sample, idFrom: ownId === null ? 'content' : 'file' };
}

/** A full `Sample`, or one as people write it by hand, from a JSON value; or everything that is wrong with it. */
export function readSample(value: unknown): SampleReading {
  const illFormed = findIllFormedText(value);
  if (illFormed !== null) {
    const path = toFieldPath(illFormed);
    return {
      ok: false,
      problems: [{ path, message: `${path} holds half a surrogate pair, which is no character; remove it` }],
    };
  }
  const strict = Sample.safeParse(value);
  if (strict.success) return { ok: true, sample: strict.data, idFrom: 'file' };
  const loose = parseLoose(value);
  if (loose.success) return { ok: true, ...toSample(loose.data) };
  // A value with every field of a sample is told what is wrong with it as a sample.
  const isStrictForm = typeof value === 'object' && value !== null && 'sampleId' in value && 'clusterId' in value;
  return { ok: false, problems: toSchemaProblems(isStrictForm ? strict.error : loose.error, value) };
}

/** What is wrong with a second sample of the same id; `firstLine` is where the first one stands. */
export function toDuplicateProblem({ sample, idFrom }: PlacedSample, firstLine: number): string {
  return idFrom === 'file'
    ? `duplicate sample id "${sample.sampleId}", first used on line ${firstLine}. Give each sample its own id`
    : `the same sample as on line ${firstLine}. Remove one of them, or give each an id`;
}
