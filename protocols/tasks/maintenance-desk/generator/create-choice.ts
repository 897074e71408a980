import { drawChoiceFacts } from './choice-facts.ts';
import { CHOICE_REQUESTS, type ChoiceKind } from './choice-templates.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody } from './example.ts';
import { fillTemplate } from './fill-template.ts';
import { ANSWER_SEVERITY } from './severity.ts';

const LETTERS: readonly string[] = ['A', 'B', 'C', 'D'];

/** A question on stated facts, answered by the text of an option or by its letter. */
export function createChoice(draw: Draw): ExampleBody {
  const kind = draw.weighted<ChoiceKind>([
    ['text-inline', 20],
    ['text-listed', 18],
    ['letter-after', 26],
    ['letter-before', 18],
    ['letter-only', 18],
  ]);
  const { topic, facts, question, answers, asked, values } = drawChoiceFacts(draw);
  const order = draw.shuffle(answers.map((_, position) => position));
  const texts = order.map((position) => answers[position] ?? '');
  const labels = LETTERS.slice(0, texts.length);
  const text = answers[asked] ?? '';
  const letter = labels[order.indexOf(asked)] ?? '';
  const listed = toOptionList(draw, kind, texts, labels);
  const shuffledFacts = draw.shuffle(facts).join(' ');
  const user = fillTemplate(draw.lastTemplate(CHOICE_REQUESTS[kind]), {
    facts: shuffledFacts,
    question,
    options: listed,
  });
  const asksText = kind === 'text-inline' || kind === 'text-listed';
  return {
    kind,
    user,
    assistant: asksText ? text : kind === 'letter-only' ? letter : `${text} (${letter})`,
    target: [asksText ? text : letter],
    options: { labels: kind === 'text-inline' ? null : labels, texts },
    severityOfError: ANSWER_SEVERITY,
    facts: { topic, fact: facts[asked] ?? '', question, text, letter },
    keep: [...values, listed],
  };
}

function toOptionList(draw: Draw, kind: ChoiceKind, texts: readonly string[], labels: readonly string[]): string {
  if (kind === 'text-inline') return texts.join(', ');
  // Half of the bare letters follow their text, so that the harder form has a step before it.
  if (kind === 'letter-after' || (kind === 'letter-only' && draw.chance(50))) {
    const options = texts.map((text, position) => `${text} (${labels[position] ?? ''})`);
    return options.join(draw.pick([', ', '; ', '\n']));
  }
  const mark = draw.pick([')', ')', '.', ':']);
  return texts.map((text, position) => `${labels[position] ?? ''}${mark} ${text}`).join('\n');
}
