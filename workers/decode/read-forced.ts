import { toOk, type Result } from '#core/errors/result.ts';
import type { ForcedLogits, ForcedRequest } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import type { ScoreDeps } from './force-tokens.ts';
import { visitForced } from './visit-forced.ts';

/** Raw logits at places of a given output, as another session is to be compared with them. */
export async function readForced(
  backend: DecodeBackend,
  request: ForcedRequest,
  deps: ScoreDeps,
): Promise<Result<ForcedLogits>> {
  const { vocabularySize } = backend;
  const logits = new Float32Array(request.positions.length * vocabularySize);
  const visited = await visitForced(backend, request, deps, (index, row) => {
    logits.set(row, index * vocabularySize);
  });
  return visited.ok ? toOk({ logits, vocabularySize }) : visited;
}
