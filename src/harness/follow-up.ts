import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import type { Decoding } from '#core/model/decoding.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { PreparedPrompt, PromptRequest } from '#workers/contract/inference.ts';
import type { PromptMessages } from './prompt-messages.ts';

/** The conversation so far, the model's answer, and a question about it. */
export function toFollowUp(
  { system, turns = [], user }: PromptMessages,
  answer: string,
  question: string,
): PromptMessages {
  return {
    system,
    turns: [...turns, { role: 'user', content: user }, { role: 'assistant', content: answer }],
    user: question,
  };
}

/** The prompts that a configuration asks after one answer. */
export function toFollowUps(
  { pTrue, verbalized }: ConfidenceConfig,
  messages: PromptMessages,
  answer: string,
): { readonly pTrue: PromptRequest | null; readonly verbalized: PromptRequest | null } {
  return {
    pTrue:
      pTrue === null
        ? null
        : { ...toFollowUp(messages, answer, pTrue.question), continuations: [pTrue.trueText, pTrue.falseText] },
    verbalized: verbalized === null ? null : toFollowUp(messages, answer, verbalized.question),
  };
}

/** Whether the answers of a condition are asked about. */
export function isAskedAbout({ conditions }: ConfidenceConfig, conditionId: string): boolean {
  return conditions === 'all' || conditionId === ORIGINAL;
}

/** Replies are greedy: nothing is drawn, so equal questions have equal replies. */
export function toReplyDecoding(maxNewTokens: number): Decoding {
  return { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, maxNewTokens, stopStrings: [] };
}

/** Context that a prompt needs for one output token, or for its longest continuation, whose last token is scored and not fed. */
export function toNeededTokens({ promptTokenIds, continuations }: Omit<PreparedPrompt, 'prompt'>): number {
  const longest = (continuations ?? []).reduce((most, tokenIds) => Math.max(most, tokenIds.length - 1), 0);
  return promptTokenIds.length + (continuations === undefined ? 1 : longest);
}
