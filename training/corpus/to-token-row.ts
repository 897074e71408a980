import type { BpeCodec } from '../bpe/bpe-codec.ts';
import { END_TOKEN } from '../bpe/tokenizer-files.ts';
import type { TokenRow } from '../model/batches.ts';

/** What a row of training text is made of; the generator's examples have it. */
export interface Conversation {
  readonly system: string | null;
  /** Earlier exchanges, oldest first. */
  readonly turns: readonly { readonly user: string; readonly assistant: string }[];
  readonly user: string;
  readonly assistant: string;
}

/**
 * Ids of a conversation exactly as the chat template and then the model write it. The answer is encoded apart from the line
 * break before it, as in generation; an answer with its end token counts as answer, all else as prompt.
 */
export function toTokenRow(conversation: Conversation, codec: BpeCodec): TokenRow {
  const ids: number[] = [];
  const isAnswer: number[] = [];
  const write = (tokens: readonly number[], flag: 0 | 1): void => {
    ids.push(...tokens);
    for (let count = 0; count < tokens.length; count += 1) isAnswer.push(flag);
  };
  const end = codec.toSpecialId(END_TOKEN);
  const writePrompt = (role: string, content: string): void => {
    write([codec.toSpecialId(`<|${role}|>`), ...codec.encode(`\n${content}`), end, ...codec.encode('\n')], 0);
  };
  if (conversation.system !== null) writePrompt('system', conversation.system);
  const exchanges = [...conversation.turns, conversation];
  for (const [index, { user, assistant }] of exchanges.entries()) {
    writePrompt('user', user);
    write([codec.toSpecialId('<|assistant|>'), ...codec.encode('\n')], 0);
    write([...codec.encode(assistant), end], 1);
    // Nothing is learned from the line break after the last answer.
    if (index + 1 < exchanges.length) write(codec.encode('\n'), 0);
  }
  return { ids: Uint16Array.from(ids), isAnswer: Uint8Array.from(isAnswer) };
}

/** Ids of a conversation up to the place where its answer begins: what a model is given to answer. */
export function toPromptIds(conversation: Conversation, codec: BpeCodec): readonly number[] {
  // An empty answer leaves its end token alone behind the prompt.
  return [...toTokenRow({ ...conversation, assistant: '' }, codec).ids.subarray(0, -1)];
}
