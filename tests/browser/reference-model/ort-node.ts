import { commands } from 'vitest/browser';
import type { EvaluationPrompt } from '#training/evaluate/evaluation-prompts.ts';
import type { Precision } from '#training/export/decoder-weights.ts';
import { REFERENCE_FOLDER } from './reference-files.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** `scripts/answer-with-ort-node.ts`, run by the test runner. */
    answerWithOrtNode(
      folderName: string,
      precision: Precision,
      prompts: readonly EvaluationPrompt[],
    ): Promise<readonly string[]>;
  }
}

/** Texts of onnxruntime-node, outside the browser. */
export async function answerWithOrtNode(
  precision: Precision,
  prompts: readonly EvaluationPrompt[],
): Promise<readonly string[]> {
  return commands.answerWithOrtNode(REFERENCE_FOLDER, precision, prompts);
}
