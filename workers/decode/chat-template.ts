import { Environment, Interpreter, Template } from '@huggingface/jinja';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { PromptRequest } from '#workers/contract/inference.ts';
import { toFixedDate } from './fixed-date.ts';
import type { TokenizerConfig } from './model-settings.ts';

/** Where the template of a model was found. */
export type ChatTemplateOrigin = 'configuration' | 'chat_template.jinja' | 'tokenizer_config.json' | 'gguf' | 'none';

/** A template with its origin; `source` is null exactly when the origin is `none`. */
export interface ChatTemplate {
  readonly origin: ChatTemplateOrigin;
  readonly source: string | null;
}

/** One prompt: the template's messages. */
export type PromptMessages = Pick<PromptRequest, 'system' | 'turns' | 'user'>;

/** Longest list that a template may build with `range`: templates come from strangers. */
const MAX_RANGE_LENGTH = 10_000;

/** Picks the template: the configuration's, then `chat_template.jinja`, then `tokenizer_config.json` (its `default`). */
export function toChatTemplate(
  override: string | null,
  file: string | undefined,
  fromConfig: TokenizerConfig['chat_template'],
): ChatTemplate {
  if (override !== null) return { origin: 'configuration', source: override };
  if (file !== undefined) return { origin: 'chat_template.jinja', source: file };
  const source = Array.isArray(fromConfig)
    ? fromConfig.find((entry) => entry.name === 'default')?.template
    : (fromConfig ?? undefined);
  return source === undefined ? { origin: 'none', source: null } : { origin: 'tokenizer_config.json', source };
}

/** Python's `range` for templates, bounded. */
function range(start: number, stop?: number, step = 1): number[] {
  const from = stop === undefined ? 0 : start;
  const length = step === 0 ? 0 : Math.max(0, Math.ceil(((stop ?? start) - from) / step));
  if (length > MAX_RANGE_LENGTH) throw new Error(`range() of ${length} elements in the chat template`);
  return Array.from({ length }, (_, index) => from + index * step);
}

/** The globals of jinja's own environment, with a date that never changes in place of the clock. */
function createEnvironment(variables: Readonly<Record<string, unknown>>): Environment {
  const environment = new Environment();
  for (const [name, value] of Object.entries({ true: true, True: true, false: false, False: false })) {
    environment.set(name, value);
  }
  for (const name of ['none', 'None']) environment.set(name, null);
  environment.set('raise_exception', (message: string) => {
    throw new Error(message);
  });
  environment.set('range', range);
  environment.set('strftime_now', toFixedDate);
  for (const [name, value] of Object.entries(variables)) environment.set(name, value);
  return environment;
}

/** Special tokens by the names that templates use; absent ones stay undefined, as in Python's transformers. */
export function toTemplateTokens(config: TokenizerConfig): Readonly<Record<string, string>> {
  const names = ['bos_token', 'eos_token', 'pad_token', 'unk_token'] as const;
  return Object.fromEntries(names.flatMap((name) => (typeof config[name] === 'string' ? [[name, config[name]]] : [])));
}

/**
 * A prompt for a model without a template: the system message and every message of a user begin a paragraph of their own (a blank line before
 * them), an assistant's message stands right behind the message that it answers, as what such a model writes does.
 */
function toPlainPrompt({ system, turns = [], user }: PromptMessages): string {
  const messages = [...turns, { role: 'user', content: user }];
  return (
    messages.reduce(
      (text, { role, content }) => (text === null ? content : text + (role === 'assistant' ? '' : '\n\n') + content),
      system,
    ) ?? user
  );
}

/**
 * A function from messages to prompt text that ends where the assistant is to speak. Without a template the prompt is `toPlainPrompt`.
 * Fails with `model-load-failed` when the template cannot be parsed; the
 * function itself fails with the same code when the template refuses the messages.
 */
export function createRenderer(
  template: ChatTemplate,
  tokens: Readonly<Record<string, string>>,
): Result<(messages: PromptMessages) => Result<string>> {
  const { source, origin } = template;
  if (source === null) {
    return toOk((messages) => toOk(toPlainPrompt(messages)));
  }
  const toTemplateFailure = (message: string, error: unknown): Result<never> =>
    toFailed('model-load-failed', message, { location: origin, detail: String(error) });
  try {
    const program = new Template(source).parsed;
    return toOk(({ system, turns, user }) => {
      const messages = [
        ...(system === null ? [] : [{ role: 'system', content: system }]),
        ...(turns ?? []).map(({ role, content }) => ({ role, content })),
        { role: 'user', content: user },
      ];
      try {
        const variables = { ...tokens, messages, add_generation_prompt: true, tools: null, documents: null };
        const text = new Interpreter(createEnvironment(variables)).run(program).value;
        return typeof text === 'string'
          ? toOk(text)
          : toTemplateFailure('The chat template gives no text.', typeof text);
      } catch (error) {
        return toTemplateFailure('The chat template of the model refused the messages of a prompt.', error);
      }
    });
  } catch (error) {
    return toTemplateFailure('The chat template of the model cannot be read.', error);
  }
}
