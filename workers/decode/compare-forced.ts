import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ForcedPosition } from '#core/model/forced.ts';
import type { CompareRequest } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { NOT_NUMBERS } from './decode-failures.ts';
import type { ScoreDeps } from './force-tokens.ts';
import { toLogitDivergence } from './logit-divergence.ts';
import { toLogitSummary } from './token-logprob.ts';
import { visitForced } from './visit-forced.ts';

/** This session's next-token distributions beside those of another session, at the same places of the same output. */
export async function compareForced(
  backend: DecodeBackend,
  request: CompareRequest,
  deps: ScoreDeps,
): Promise<Result<readonly ForcedPosition[]>> {
  const { positions, reference } = request;
  const size = backend.vocabularySize;
  if (reference.vocabularySize !== size || reference.logits.length !== positions.length * size)
    return toFailed(
      'runtime-unsupported',
      `The graph has ${size} tokens and the original ${reference.vocabularySize}: their distributions cannot be compared.`,
    );
  const compared: ForcedPosition[] = [];
  let isNumbers = true;
  const visited = await visitForced(backend, request, deps, (index, own) => {
    const row = reference.logits.subarray(index * size, (index + 1) * size);
    const [ofOriginal, ofReplica] = [toLogitSummary(row), toLogitSummary(own)];
    isNumbers &&= Number.isFinite(ofOriginal.logSumExp) && Number.isFinite(ofReplica.logSumExp);
    const kl = toLogitDivergence(row, ofOriginal, own, ofReplica);
    compared.push({
      position: positions[index] ?? 0,
      top: ofOriginal.best,
      replicaTop: ofReplica.best,
      kl: Number.isFinite(kl) ? kl : null,
    });
  });
  if (!visited.ok) return visited;
  return isNumbers ? toOk(compared) : { ok: false, failure: NOT_NUMBERS };
}
