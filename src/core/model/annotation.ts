import * as z from 'zod';
import { toCanonicalJson } from '../bundle/canonical-json.ts';
import { sha256Hex } from '../hash/sha256.ts';
import { Sha256 } from './model-ref.ts';
import { TrialKey } from './trial.ts';

const text = z.string().trim().min(1).max(5000);
const tag = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]*$/u,
    'expected letters, digits, spaces, "-" and "_", beginning with a letter or digit',
  )
  .max(60);

/** What an annotation is about. A severity rule is named by the SHA-256 of the canonical JSON of the scale, so that an objection stays with what it was raised against. */
export const AnnotationTarget = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run') }),
  z.strictObject({ type: z.literal('sample'), sampleId: z.string().min(1).max(200) }),
  z.strictObject({ type: z.literal('trial'), trialKey: TrialKey }),
  z.strictObject({ type: z.literal('severity-scale'), scaleHash: Sha256 }),
]);
export type AnnotationTarget = z.infer<typeof AnnotationTarget>;

/**
 * What a person says. `regrade` and `invalidate` change no row: they give a second result beside the first. `retract` takes back an earlier
 * annotation, which stays in the record.
 */
export const AnnotationContent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('comment'), text }),
  z.strictObject({ type: z.literal('tag'), tag, text: z.string().trim().max(5000) }),
  z.strictObject({ type: z.literal('define-tag'), tag, text }),
  z.strictObject({
    type: z.literal('regrade'),
    scorer: z.string().min(1).max(120),
    success: z.union([z.literal(0), z.literal(1)]),
    text,
  }),
  z.strictObject({ type: z.literal('invalidate'), text }),
  z.strictObject({ type: z.literal('objection'), text }),
  z.strictObject({ type: z.literal('retract'), annotationId: Sha256, text }),
]);
export type AnnotationContent = z.infer<typeof AnnotationContent>;

const said = {
  /** ISO 8601, by the clock of the author's machine. */
  at: z.iso.datetime(),
  /** As the author names themselves; nobody checks it. */
  author: z.string().trim().min(1).max(120),
  target: AnnotationTarget,
  content: AnnotationContent,
};

/** One remark of a person on a run, with its reason (accord §08, §10). `annotations.jsonl` has one a line. */
export const Annotation = z.strictObject({
  /** SHA-256 of the canonical JSON of the other fields: the same remark has the same id wherever it travels. */
  annotationId: Sha256,
  ...said,
});
export type Annotation = z.infer<typeof Annotation>;

/** An annotation before it has its id. */
export type AnnotationDraft = Omit<Annotation, 'annotationId'>;

/** Most annotations of one run. */
export const MAX_ANNOTATIONS = 100_000;

/** The id that follows from what was said. */
export function toAnnotationId({ at, author, target, content }: AnnotationDraft): string {
  return sha256Hex(toCanonicalJson({ at, author, target, content }));
}

/** By time, ties by id, each id once: the same set gives the same order, however it was merged. */
export function mergeAnnotations(annotations: readonly Annotation[]): readonly Annotation[] {
  const byId = new Map(annotations.map((annotation) => [annotation.annotationId, annotation]));
  return [...byId.values()].toSorted((a, b) => compareText(a.at, b.at) || compareText(a.annotationId, b.annotationId));
}

/** Annotations that nobody took back, and no retractions. A retraction that was itself retracted does not count. */
export function toStanding(annotations: readonly Annotation[]): readonly Annotation[] {
  const retracted = new Set<string>();
  // The latest first: whether a retraction stands is known before what it takes back is looked at.
  for (const { annotationId, content } of mergeAnnotations(annotations).toReversed())
    if (content.type === 'retract' && !retracted.has(annotationId)) retracted.add(content.annotationId);
  return annotations.filter(({ annotationId, content }) => content.type !== 'retract' && !retracted.has(annotationId));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
