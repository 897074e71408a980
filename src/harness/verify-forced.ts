import type { TranscriptRow } from '#core/bundle/rows.ts';
import { isForcedAxis } from '#core/model/axis.ts';
import type { ForcedPosition } from '#core/model/forced.ts';
import { toPerplexityMode } from '#core/model/task-mode.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toForcedCounts, toForcedPositions } from './forced-design.ts';
import { toFirstPairs } from './forced-trials.ts';
import type { FoldedRun } from './to-run-rows.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

/** Log-probabilities nearer than this may change places between the batch of a trial and the lone row that forces it. */
const TIE_SLACK = 1e-3;

/**
 * Checks what is recorded of forced outputs: at exactly the drawn places of exactly the outputs that are to be compared, with tokens of the
 * vocabulary, the original's likeliest one that of its transcript. The divergences themselves need the models.
 */
export function verifyForced(
  { config, manifest, effectiveConfig, transcripts }: BundleContents,
  { plan }: Pick<FoldedRun, 'plan'>,
): readonly VerifyFinding[] {
  const list = createFindingList('outputs');
  const replicaIds = new Set(
    plan.conditions.flatMap(({ conditionId, axis }) =>
      axis !== undefined && isForcedAxis(axis.type) ? [conditionId] : [],
    ),
  );
  const isCompared = toPerplexityMode(config.task) === null;
  const { masterSeed } = config.protocol;
  const sampleIds = [...new Set(plan.groups.map(({ sampleId }) => sampleId))];
  const expected = new Set<TranscriptRow>();
  for (const { load } of effectiveConfig.models) {
    const size = load.graph.vocabularySize;
    const counts = toForcedCounts(masterSeed, sampleIds, size);
    const completed = transcripts.filter(
      ({ row }) =>
        row.model === load.modelId &&
        row.status === 'completed' &&
        (row.conditionId === ORIGINAL || replicaIds.has(row.conditionId)),
    );
    const placed = completed.map((entry) => ({ ...entry.row, entry }));
    for (const { original, replica } of isCompared ? toFirstPairs(placed) : []) {
      const { row, member, line } = replica.entry;
      const count = counts.get(row.sampleId);
      const length = original.outputTokenIds?.length ?? 0;
      if (count === undefined || length === 0) continue;
      expected.add(row);
      if (row.forced === undefined) {
        if (manifest.status === 'completed')
          list.error(member, line, 'forced is missing: the original was not compared');
        continue;
      }
      const { positions, failureCode } = row.forced;
      if ((positions === null) === (failureCode === null)) {
        list.error(member, line, 'forced needs either positions or a failureCode');
        continue;
      }
      const drawn = toForcedPositions(masterSeed, row.sampleId, length, count);
      const problem =
        positions === null ? null : findPositionProblem(positions, { drawn, vocabularySize: size, original });
      if (problem !== null) list.error(member, line, problem);
    }
  }
  for (const { row, member, line } of transcripts)
    if (row.forced !== undefined && !expected.has(row))
      list.error(member, line, 'has forced positions, though its original is not one that is compared');
  return list.findings;
}

interface ExpectedPositions {
  readonly drawn: readonly number[];
  readonly vocabularySize: number;
  readonly original: Pick<TranscriptRow, 'logprobs'>;
}

function findPositionProblem(
  positions: readonly ForcedPosition[],
  { drawn, vocabularySize, original }: ExpectedPositions,
): string | null {
  const places = positions.map(({ position }) => ({ position }));
  const difference = findDifference({ forced: drawn.map((position) => ({ position })) }, { forced: places });
  if (difference !== null) return toDifferenceText(difference);
  for (const { position, top, replicaTop } of positions) {
    const unknown = [top, replicaTop].find((token) => token >= vocabularySize);
    if (unknown !== undefined) return `forced names token ${unknown}, the vocabulary has ${vocabularySize}`;
    const entry = original.logprobs?.[position];
    if (entry === undefined || Math.abs(entry.logprob - entry.runnerUpLogprob) < TIE_SLACK) continue;
    const likeliest = entry.logprob > entry.runnerUpLogprob ? entry.token : entry.runnerUp;
    if (top !== likeliest)
      return `forced says that token ${top} was the original's likeliest at position ${position}, its transcript says ${likeliest}`;
  }
  return null;
}
