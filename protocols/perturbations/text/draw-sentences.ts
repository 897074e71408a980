import { toDistinctIndices, type Rng } from '#core/rng/rng.ts';
import type { Sample } from '#core/model/sample.ts';
import { toProtectedSpans } from '../../protected-spans.ts';
import { toMainScript, type Script } from './script.ts';

/**
 * `count` different sentences of the pool of the input's main script, in one line; null when there are none. Sentences that name an answer
 * or option of the sample are left out: they would speak of the task after all.
 */
export function drawSentences(
  pools: Readonly<Record<Script, readonly string[]>>,
  sample: Sample,
  count: number,
  rng: Rng,
): string | null {
  const script = toMainScript(sample.input);
  if (script === null) return null;
  const pool = pools[script].filter(
    (sentence) => toProtectedSpans({ ...sample, input: sentence }, ['protect', 'answer', 'answer-within']).length === 0,
  );
  if (pool.length === 0) return null;
  const drawn = toDistinctIndices(rng, pool.length, Math.min(count, pool.length)).map((index) => pool[index] ?? '');
  return drawn.join(script === 'han' ? '' : ' ');
}
