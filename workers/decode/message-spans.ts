import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { PromptMessages } from './chat-template.ts';

/** A rendered prompt and where the words of its messages stand in it, in UTF-16 units, ascending. */
export interface MarkedPrompt {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** First code point of Unicode's private use area, whose characters no text needs. */
const FIRST_PRIVATE = 0xe000;
const LAST_PRIVATE = 0xf8ff;

/**
 * Tells the words of messages from those of the template: each message is rendered between two marks, which are then taken out. White
 * space around a message stays outside, because templates trim it. Fails with `config-invalid` for a template that renders other text
 * with the marks than without.
 * @param plain the prompt as rendered without marks.
 * @param normalise what the tokenizer does to a text before it cuts it up; `plain` and the spans are compared after it.
 */
export function toMarkedPrompt(
  render: (messages: PromptMessages) => Result<string>,
  messages: PromptMessages,
  plain: string,
  normalise: (text: string) => string,
): Result<MarkedPrompt> {
  const marks = findMarks(plain);
  const toMarked = (content: string): string =>
    content.replace(/\S(?:.*\S)?/su, (words) => marks[0] + words + marks[1]);
  const { system, turns, user } = messages;
  const rendered = render({
    system: system === null ? null : toMarked(system),
    ...(turns === undefined ? {} : { turns: turns.map((turn) => ({ ...turn, content: toMarked(turn.content) })) }),
    user: toMarked(user),
  });
  if (!rendered.ok) return rendered;
  const spans: { start: number; end: number }[] = [];
  let text = '';
  let start = 0;
  for (const part of normalise(rendered.value).split(new RegExp(`([${marks.join('')}])`, 'u'))) {
    if (part === marks[0]) start = text.length;
    else if (part === marks[1]) spans.push({ start, end: text.length });
    else text += part;
  }
  return text === normalise(plain)
    ? toOk({ text, spans })
    : toFailed(
        'config-invalid',
        'The chat template changes its messages, so their words cannot be told from those of the template: take the axis "retokenise" out.',
        { location: 'protocol.axes' },
      );
}

/** Two characters that the text does not have. */
function findMarks(text: string): readonly [string, string] {
  const free: string[] = [];
  for (let point = FIRST_PRIVATE; point <= LAST_PRIVATE && free.length < 2; point += 1) {
    const mark = String.fromCodePoint(point);
    if (!text.includes(mark)) free.push(mark);
  }
  return [free[0] ?? '\uE000', free[1] ?? '\uE001'];
}
