import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { Annotation, MAX_ANNOTATIONS, toAnnotationId, type AnnotationDraft } from '#core/model/annotation.ts';
import { parseJson } from '#core/bundle/parse-json.ts';
import { toSchemaProblems } from '#core/bundle/schema-problem.ts';
import { findAnnotationProblem } from './find-annotation-problem.ts';
import type { TranscriptStore } from './ports.ts';
import { toRunRows, type FoldedRun } from './to-run-rows.ts';

/** An annotation with its id, or what is wrong with what was typed. */
export function toAnnotation(draft: AnnotationDraft): Result<Annotation> {
  const parsed = Annotation.safeParse({ ...draft, annotationId: '0'.repeat(64) });
  if (!parsed.success) {
    const [problem] = toSchemaProblems(parsed.error, draft);
    return toFailed('internal', problem?.message ?? 'The annotation is not complete.');
  }
  return toOk({ ...parsed.data, annotationId: toAnnotationId(parsed.data) });
}

/**
 * Appends annotations to a run that is not running; those that it has already are left out. All or none: one that does not belong to the run
 * fails the call before anything is written.
 * @returns how many were added. Fails with `storage-locked` while the run is in progress.
 */
export async function annotateRun(
  transcripts: TranscriptStore,
  runId: string,
  annotations: readonly Annotation[],
): Promise<Result<number>> {
  const opened = await transcripts.open(runId);
  if (!opened.ok) return opened;
  await using journal = opened.value;
  const run = toRunRows(journal.events);
  if (!run.ok) return run;
  const known = new Set(run.value.annotations.map(({ annotationId }) => annotationId));
  const missing = annotations.filter(({ annotationId }) => !known.has(annotationId));
  if (known.size + missing.length > MAX_ANNOTATIONS)
    return toFailed('bundle-invalid', `A run has at most ${String(MAX_ANNOTATIONS)} annotations.`);
  const about = toAnnotatedRun(run.value);
  for (const [index, annotation] of missing.entries()) {
    const problem = findAnnotationProblem(annotation, about);
    if (problem !== null)
      return toFailed('bundle-invalid', `Annotation ${String(index + 1)} does not belong to this run: ${problem}.`);
  }
  const appended = await journal.append(missing.map((annotation) => ({ type: 'annotation', annotation })));
  return appended.ok ? toOk(missing.length) : appended;
}

function toAnnotatedRun({ rows }: FoldedRun): Parameters<typeof findAnnotationProblem>[1] {
  return {
    config: rows.config,
    sampleIds: new Set(rows.samples.map(({ sampleId }) => sampleId)),
    trialKeys: new Set(rows.transcripts.map(({ trialKey }) => trialKey)),
  };
}

/** Annotations of a file, one a line; fails with the line that is none. */
export function parseAnnotationLines(text: string): Result<readonly Annotation[]> {
  const annotations: Annotation[] = [];
  for (const [index, lineText] of text.split('\n').entries()) {
    if (lineText.trim() === '') continue;
    const fail = (message: string): Result<never> =>
      toFailed('bundle-invalid', `Line ${String(index + 1)}: ${message}`, { location: `line ${String(index + 1)}` });
    const json = parseJson(lineText);
    if (!json.ok) return fail(`not valid JSON at column ${String(json.column)}: ${json.reason}`);
    const parsed = Annotation.safeParse(json.value);
    if (!parsed.success) return fail(toSchemaProblems(parsed.error, json.value)[0]?.message ?? 'no annotation');
    annotations.push(parsed.data);
  }
  return toOk(annotations);
}
