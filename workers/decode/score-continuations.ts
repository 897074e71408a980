import { assert } from '#core/errors/assert.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { ScoreOutput, ScoreRequest } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { createForcedRun, forceTokens, toScoreOutput, toScoreRefusal, type ScoreDeps } from './force-tokens.ts';

/**
 * Log-probabilities of every continuation of one prompt, as `forceTokens` gives them. Fails with `context-overflow` when the
 * longest does not fit, with `cancelled` within one step of the wish.
 */
export async function scoreContinuations(
  backend: DecodeBackend,
  request: ScoreRequest,
  deps: ScoreDeps,
): Promise<Result<ScoreOutput>> {
  const { promptTokenIds, continuations, batchSize } = request;
  assert(batchSize >= 1 && continuations.length >= 1, 'a request has at least one continuation');
  const run = createForcedRun(backend, request, deps);
  const refusal = toScoreRefusal(promptTokenIds.length, continuations, deps.contextLength);
  if (refusal !== null) return { ok: false, failure: refusal };
  const forced = await forceTokens(run, promptTokenIds, continuations);
  return forced.ok ? toOk(toScoreOutput(run, forced.value)) : forced;
}
