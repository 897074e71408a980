import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvaluationPrompt } from '#training/evaluate/evaluation-prompts.ts';
import type { Precision } from '#training/export/decoder-weights.ts';
import { root } from './root.ts';

/**
 * Greedy answers of onnxruntime-node with a model of `public/models`: the way in which training evaluates. A command of
 * browser tests, which compare them with the answers of a browser. @returns texts in the order of the prompts.
 */
export async function answerWithOrtNode(
  _context: unknown,
  folderName: string,
  precision: Precision,
  prompts: readonly EvaluationPrompt[],
): Promise<readonly string[]> {
  // Only here, because the configuration of every test run imports this file.
  const { evaluateModel, toAnswererForm } = await import('#training/evaluate/evaluate-model.ts');
  const { GRAPH_PATHS } = await import('#training/export/model-folder.ts');
  const read = (path: string): Promise<Buffer> => readFile(join(root, 'public', 'models', folderName, path));
  const answerer = { ...(await toAnswererForm(read)), graph: await read(GRAPH_PATHS[precision]) };
  const outcomes = await evaluateModel(answerer, prompts, { decoding: 'greedy', seed: '' });
  return outcomes.map(({ text }) => text);
}
