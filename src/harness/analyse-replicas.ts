import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import { isForcedAxis, isReplicaAxis } from '#core/model/axis.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { meanKl, top1Agreement, type ForcedSample } from '#core/stats/backend-agreement.ts';
import { divergenceIndex, identicalShare, type ComparedTrial } from '#core/stats/identical-share.ts';
import type { AnalysisContext, EstimatePlace } from './analyse-context.ts';

/** Outputs of the replicas of one model beside those of the original, token by token and bit by bit. Needs no scorer. */
export function analyseReplicas(context: AnalysisContext, model: string): readonly Estimate[] {
  const replicas = context.rows.conditions.filter(({ axis }) => axis !== undefined && isReplicaAxis(axis.type));
  if (replicas.length === 0) return [];
  const byCondition = Map.groupBy(
    context.rows.transcripts.filter((row) => row.model === model && row.status === 'completed'),
    ({ conditionId }) => conditionId,
  );
  const toKey = ({ sampleId, epoch }: TranscriptRow): string => `${epoch} ${sampleId}`;
  const originalByKey = new Map((byCondition.get(ORIGINAL) ?? []).map((row) => [toKey(row), row]));
  return replicas.flatMap(({ conditionId, axis }) => {
    const trials = (byCondition.get(conditionId) ?? []).flatMap((replica) => {
      const original = originalByKey.get(toKey(replica));
      return original === undefined ? [] : [toComparedTrial(context, original, replica)];
    });
    const place = { model, conditionId, scorer: null };
    return [
      ...(['tokens', 'logprobs'] as const).map((of) =>
        context.estimate({ ...place, metric: 'identical_share', params: { of } }, ({ level }) =>
          identicalShare(trials, of, level),
        ),
      ),
      context.estimate({ ...place, metric: 'divergence_index', unit: 'tokens' }, () => divergenceIndex(trials)),
      ...(axis !== undefined && isForcedAxis(axis.type)
        ? toForcedEstimates(context, place, byCondition.get(conditionId) ?? [])
        : []),
    ];
  });
}

/** How far the session of a replica is from that of the original, place by place of the original's outputs (METRICS §3.12). */
function toForcedEstimates(
  context: AnalysisContext,
  place: Pick<EstimatePlace, 'model' | 'conditionId' | 'scorer'>,
  replicas: readonly TranscriptRow[],
): readonly Estimate[] {
  const samples = replicas.flatMap(({ sampleId, forced }): readonly ForcedSample[] =>
    forced?.positions == null
      ? []
      : [{ sampleId, clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId, positions: forced.positions }],
  );
  return [
    context.estimate({ ...place, metric: 'top1_agreement' }, (settings) => top1Agreement(samples, settings)),
    context.estimate({ ...place, metric: 'mean_kl', unit: 'nats' }, (settings) => meanKl(samples, settings)),
  ];
}

function toComparedTrial(context: AnalysisContext, original: TranscriptRow, replica: TranscriptRow): ComparedTrial {
  const { sampleId } = original;
  return {
    sampleId,
    clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId,
    divergence: findDivergence(original.outputTokenIds ?? [], replica.outputTokenIds ?? []),
    // Canonical: rows keep the order of keys of the file or of the schema, whichever way they were read.
    hasSameLogprobs:
      toCanonicalJson([original.logprobs, original.options]) === toCanonicalJson([replica.logprobs, replica.options]),
  };
}

/** First position at which two outputs differ, also where one ends; null when they do not. */
function findDivergence(one: readonly number[], other: readonly number[]): number | null {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) if (one[index] !== other[index]) return index;
  return one.length === other.length ? null : shorter;
}
