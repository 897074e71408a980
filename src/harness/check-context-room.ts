import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import { toChooseMode, toPerplexityMode } from '#core/model/task-mode.ts';
import type { Ports } from './ports.ts';
import { toPromptMessages } from './prompt-messages.ts';
import type { PreparedRun } from './run-library.ts';

/** Prompts that are tokenised: those with the most bytes. */
const LONGEST = 100;

/**
 * Before a run: what a person should know of the room that prompts leave for outputs, a sentence for each model where the longest of its
 * prompts with `maxNewTokens` exceeds its context. Only models whose files need no network are read. Tasks that write nothing have none.
 */
export async function checkContextRoom(
  ports: Pick<Ports, 'runtime' | 'tokenizers'>,
  { config, plan }: Pick<PreparedRun, 'config' | 'plan'>,
): Promise<Result<readonly string[]>> {
  if (toChooseMode(config.task) !== null || toPerplexityMode(config.task) !== null) return toOk([]);
  const prompts = plan.conditionSamples
    .map((entry) => toPromptMessages(config.task, entry))
    .map((messages) => ({ messages, bytes: encodeUtf8(JSON.stringify(messages)).length }))
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, LONGEST)
    .map(({ messages }) => messages);
  const { maxNewTokens } = config.decoding;
  const warnings: string[] = [];
  for (const model of config.models.filter(({ source }) => source.type === 'embedded')) {
    const files = await ports.runtime.readTokenizerFiles(model);
    if (!files.ok) return files;
    const counted = await ports.tokenizers.countPrompts({
      files: files.value,
      chatTemplate: model.chatTemplate,
      prompts,
    });
    if (!counted.ok) return counted;
    const { contextLength, tokenCounts } = counted.value;
    const longest = Math.max(0, ...tokenCounts);
    if (contextLength !== null && longest + maxNewTokens > contextLength)
      warnings.push(
        `${model.modelId}: the longest prompt has ${longest} tokens, which with up to ${maxNewTokens} of output is more than the context of ${contextLength}. Outputs that need the room will be cut off.`,
      );
  }
  return toOk(warnings);
}
