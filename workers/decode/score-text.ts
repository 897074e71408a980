import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { TokenLogprob } from '#core/model/trial-output.ts';
import type { ScoreOutput, ScoreTextRequest } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { createForcedRun, forceTokens, toScoreOutput, type ScoreDeps } from './force-tokens.ts';
import type { PromptCodec } from './prompt-codec.ts';
import { toTextWindows } from './text-windows.ts';

/** What scoring a text takes from its worker. */
export type ScoreTextDeps = ScoreDeps & Pick<PromptCodec, 'encodeText' | 'prefixTokenId'>;

/** Window of a model whose files state no limit. */
const DEFAULT_WINDOW_LENGTH = 2048;

/**
 * Log-probabilities of a text's own tokens, each scored once, after the model's prefix token: the sum is the rolling
 * log-likelihood of which perplexity is made. No special token and no template is added.
 */
export async function scoreText(
  backend: DecodeBackend,
  request: ScoreTextRequest,
  deps: ScoreTextDeps,
): Promise<Result<ScoreOutput>> {
  const run = createForcedRun(backend, { groupIndex: request.groupIndex, batchSize: 1 }, deps);
  const windowLength = request.windowLength ?? deps.contextLength ?? DEFAULT_WINDOW_LENGTH;
  const stride = request.stride ?? windowLength;
  if (deps.contextLength !== null && windowLength > deps.contextLength)
    return toFailed(
      'context-overflow',
      `A window of ${windowLength} tokens is longer than the model's context of ${deps.contextLength}.`,
    );
  if (stride < 1 || stride > windowLength)
    return toFailed('task-invalid', `A stride of ${stride} tokens is outside a window of ${windowLength}.`);
  const prefix = deps.prefixTokenId;
  if (prefix === null)
    return toFailed('runtime-unsupported', 'The model has neither a beginning nor an end token to score a text after.');
  const tokenIds = await deps.encodeText(request.text);
  if (tokenIds.length === 0) return toFailed('task-invalid', 'The text has no tokens.');
  const logprobs: TokenLogprob[] = [];
  for (const { contextStart, start, end } of toTextWindows(tokenIds.length, windowLength, stride)) {
    const context = contextStart === -1 ? [prefix] : tokenIds.slice(contextStart, start);
    const forced = await forceTokens(run, context, [tokenIds.slice(start, end)]);
    if (!forced.ok) return forced;
    for (const token of forced.value.flat()) logprobs.push(token);
  }
  return toOk(toScoreOutput(run, [logprobs]));
}
