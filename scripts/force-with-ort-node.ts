import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Precision } from '#training/export/decoder-weights.ts';
import { root } from './root.ts';

/** Tokens of a prompt and those that are forced after it. */
export interface ForcedTokens {
  readonly prompt: readonly number[];
  readonly continuation: readonly number[];
}

/**
 * Log-probabilities of forced tokens by onnxruntime-node, the whole text in one pass without a cache: nothing is shared with the engine of
 * the app. A command of browser tests. @returns natural logs at T = 1, one list a pair.
 */
export async function forceWithOrtNode(
  _context: unknown,
  folderName: string,
  precision: Precision,
  pairs: readonly ForcedTokens[],
): Promise<readonly (readonly number[])[]> {
  // Only here, because the configuration of every test run imports this file.
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const { toAnswererForm } = await import('#training/evaluate/evaluate-model.ts');
  const { GRAPH_PATHS } = await import('#training/export/model-folder.ts');
  const read = (path: string): Promise<Buffer> => readFile(join(root, 'public', 'models', folderName, path));
  const { layers, kvHeads, headDim, vocabularySize } = (await toAnswererForm(read)).form;
  const session = await InferenceSession.create(await read(GRAPH_PATHS[precision]), { intraOpNumThreads: 1 });
  const past = Object.fromEntries(
    Array.from({ length: layers }, (_, layer) => ['key', 'value'].map((part) => [layer, part] as const))
      .flat()
      .map(([layer, part]) => [
        `past_key_values.${layer}.${part}`,
        new Tensor('float32', new Float32Array(), [1, kvHeads, 0, headDim]),
      ]),
  );
  const all: number[][] = [];
  for (const { prompt, continuation } of pairs) {
    const ids = [...prompt, ...continuation];
    const shape = [1, ids.length];
    const outputs = await session.run({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      position_ids: new Tensor('int64', BigInt64Array.from(ids.keys(), BigInt), shape),
      ...past,
    });
    const logits = outputs['logits']?.data;
    if (!(logits instanceof Float32Array)) throw new Error('the graph gave no logits');
    all.push(
      continuation.map((token, index) => {
        const start = (prompt.length - 1 + index) * vocabularySize;
        const row = logits.subarray(start, start + vocabularySize);
        const largest = row.reduce((most, logit) => Math.max(most, logit), -Infinity);
        const total = row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
        return (row[token] ?? NaN) - largest - Math.log(total);
      }),
    );
  }
  return all;
}
