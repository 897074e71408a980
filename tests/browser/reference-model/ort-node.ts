import { commands } from 'vitest/browser';
import type { ForcedTokens } from '#scripts/force-with-ort-node.ts';
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
    /** `scripts/force-with-ort-node.ts`, run by the test runner. */
    forceWithOrtNode(
      folderName: string,
      precision: Precision,
      pairs: readonly ForcedTokens[],
    ): Promise<readonly (readonly number[])[]>;
  }
}

/** Texts of onnxruntime-node, outside the browser. */
export async function answerWithOrtNode(
  precision: Precision,
  prompts: readonly EvaluationPrompt[],
): Promise<readonly string[]> {
  return commands.answerWithOrtNode(REFERENCE_FOLDER, precision, prompts);
}

/** Log-probabilities of forced tokens by onnxruntime-node, outside the browser. */
export async function forceWithOrtNode(
  precision: Precision,
  pairs: readonly ForcedTokens[],
): Promise<readonly (readonly number[])[]> {
  return commands.forceWithOrtNode(REFERENCE_FOLDER, precision, pairs);
}
