import { toOk, type Result } from '#core/errors/result.ts';
import type { CountPromptsRequest, PromptCounts } from '#workers/contract/tokenizer.ts';
import { createTextCodec } from '../decode/text-codec.ts';

/** Renders and tokenises prompts as a run does; the first that the template refuses fails the call. */
export function countPrompts({ files, chatTemplate, prompts }: CountPromptsRequest): Result<PromptCounts> {
  const codec = createTextCodec(files, chatTemplate);
  if (!codec.ok) return codec;
  const tokenCounts: number[] = [];
  for (const messages of prompts) {
    const rendered = codec.value.render(messages);
    if (!rendered.ok) return rendered;
    tokenCounts.push(codec.value.encode(rendered.value).length);
  }
  return toOk({ contextLength: codec.value.contextLength, tokenCounts });
}
