import type { BundleContents } from './bundle-contents.ts';
import { findAnnotationProblem } from './find-annotation-problem.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

/** Checks that each annotation has the id of what it says, once, and is about something that the bundle holds. */
export function verifyAnnotations(contents: BundleContents): readonly VerifyFinding[] {
  const { annotations, config, samples, transcripts, addedScorers } = contents;
  const list = createFindingList('annotations');
  const run = {
    config: { ...config, scorers: [...config.scorers, ...addedScorers.map(({ scorer }) => scorer)] },
    sampleIds: new Set(samples.map(({ row }) => row.sampleId)),
    trialKeys: new Set(transcripts.map(({ row }) => row.trialKey)),
  };
  const seen = new Set<string>();
  for (const { row, member, line } of annotations) {
    const problem = seen.has(row.annotationId) ? 'stands twice' : findAnnotationProblem(row, run);
    if (problem !== null) list.error(member, line, problem);
    seen.add(row.annotationId);
  }
  return list.findings;
}
