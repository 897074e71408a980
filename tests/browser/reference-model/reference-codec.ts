import type { EvaluationPrompt } from '#training/evaluate/evaluation-prompts.ts';
import { createTextCodec, type TextCodec } from '#workers/decode/text-codec.ts';
import { fetchReferenceFile, REFERENCE_TEXT_FILES } from './reference-files.ts';

/** The shipped model's text side as the app reads it. */
export async function createReferenceCodec(): Promise<TextCodec> {
  const read = async (path: string): Promise<[string, string]> => [path, await (await fetchReferenceFile(path)).text()];
  const codec = createTextCodec(Object.fromEntries(await Promise.all(REFERENCE_TEXT_FILES.map(read))), null);
  if (!codec.ok) throw new Error(codec.failure.message);
  return codec.value;
}

/** Texts of the prompts after the chat template. */
export function renderPrompts(codec: TextCodec, prompts: readonly EvaluationPrompt[]): readonly string[] {
  return prompts.map(({ example: { system, user } }) => {
    const prompt = codec.render({ system, user });
    if (!prompt.ok) throw new Error(prompt.failure.message);
    return prompt.value;
  });
}
