import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toAnnotationId, type Annotation } from '#core/model/annotation.ts';
import type { SeverityScale } from '#core/model/severity-scale.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';

/** Hash by which an objection names a severity scale. */
export function toScaleHash(scale: SeverityScale): string {
  return sha256Hex(toCanonicalJson(scale));
}

/** What annotations of a run may be about. */
export interface AnnotatedRun {
  readonly config: Pick<HarnessConfig, 'scorers' | 'severity'>;
  readonly sampleIds: ReadonlySet<string>;
  readonly trialKeys: ReadonlySet<string>;
}

/** Why an annotation cannot belong to the run, or null. An objection to a scale that the run no longer has is none: it was about that one. */
export function findAnnotationProblem(annotation: Annotation, run: AnnotatedRun): string | null {
  const { target, content } = annotation;
  if (toAnnotationId(annotation) !== annotation.annotationId) return 'annotationId is not the hash of the annotation';
  if (target.type === 'sample' && !run.sampleIds.has(target.sampleId))
    return `the run has no sample "${target.sampleId}"`;
  if (target.type === 'trial' && !run.trialKeys.has(target.trialKey))
    return `the run has no trial ${target.trialKey.slice(0, 12)}…`;
  if (content.type === 'regrade') {
    if (target.type !== 'trial') return 'only a trial can be graded again';
    if (!run.config.scorers.some(({ name }) => name === content.scorer))
      return `the run has no scorer "${content.scorer}"`;
  }
  if (content.type === 'invalidate' && target.type !== 'trial' && target.type !== 'sample')
    return 'only a trial or a sample can be invalidated';
  if (content.type === 'define-tag' && target.type !== 'run') return 'a tag is defined for the run';
  return null;
}
