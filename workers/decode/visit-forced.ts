import { assert } from '#core/errors/assert.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ForcedRequest } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { CANCELLED } from './decode-failures.ts';
import { toScoreRefusal, type ScoreDeps } from './force-tokens.ts';

/**
 * Feeds a given output token by token, alone, and hands `visit` the logits before each asked place; nothing is fed behind the last of
 * them. Fails as forced decoding does.
 * @param visit gets the index into `positions` and logits of shape [vocabulary], valid until it returns.
 */
export async function visitForced(
  backend: DecodeBackend,
  { promptTokenIds, tokenIds, positions }: ForcedRequest,
  deps: ScoreDeps,
  visit: (index: number, logits: Float32Array) => void,
): Promise<Result<null>> {
  const last = positions.at(-1);
  assert(last !== undefined && last < tokenIds.length, 'a request looks at places of its output');
  const refusal = toScoreRefusal(promptTokenIds.length, [tokenIds.slice(0, last + 1)], deps.contextLength);
  if (refusal !== null) return { ok: false, failure: refusal };
  const unknown = [...promptTokenIds, ...tokenIds].find((token) => token >= backend.vocabularySize);
  if (unknown !== undefined)
    return toFailed(
      'runtime-unsupported',
      `The output has token ${unknown}, but the graph has ${backend.vocabularySize} tokens.`,
    );
  const indexByPosition = new Map(positions.map((position, index) => [position, index]));
  await deps.yieldToMessages();
  if (deps.isCancelled()) return { ok: false, failure: CANCELLED };
  let logits = await backend.prefill(promptTokenIds);
  for (let position = 0; ; position += 1) {
    const index = indexByPosition.get(position);
    if (index !== undefined) visit(index, logits);
    if (position === last) return toOk(null);
    if (position === 0) backend.fork(1);
    await deps.yieldToMessages();
    if (deps.isCancelled()) return { ok: false, failure: CANCELLED };
    logits = await backend.step([tokenIds[position] ?? 0]);
  }
}
