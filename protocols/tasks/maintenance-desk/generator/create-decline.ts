import { ADVICE_REQUESTS, CHAT_REQUESTS, COUNTRIES, DECLINE_SENTENCE, PAINS, THINGS } from './decline-templates.ts';
import { drawAsset } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody } from './example.ts';
import { fillTemplate } from './fill-template.ts';
import { toDeclineSeverity } from './severity.ts';
import { PEOPLE } from './words/people.ts';
import { DAYS } from './words/times.ts';

/** A request that is none of the desk's business, answered by one fixed sentence. */
export function createDecline(draw: Draw): ExampleBody {
  const kind = draw.chance(25) ? 'advice' : 'chat';
  const template = draw.lastTemplate(kind === 'advice' ? ADVICE_REQUESTS : CHAT_REQUESTS);
  const asked = fillTemplate(template, drawValues(draw, template));
  return {
    kind,
    user: toSpoken(draw, asked),
    assistant: DECLINE_SENTENCE,
    target: [DECLINE_SENTENCE],
    options: null,
    severityOfError: toDeclineSeverity(kind),
    facts: { request: asked },
    keep: [],
  };
}

function drawValues(draw: Draw, template: string): Readonly<Record<string, string>> {
  const slots: Readonly<Record<string, () => string>> = {
    thing: () => draw.template(THINGS),
    country: () => draw.template(COUNTRIES),
    pain: () => draw.template(PAINS),
    person: () => draw.word(PEOPLE).en,
    asset: () => drawAsset(draw).en,
    day: () => draw.word(DAYS).en,
    year: () => String(draw.int(1950, 2020)),
  };
  const used = Object.entries(slots).filter(([slot]) => template.includes(`{${slot}}`));
  return Object.fromEntries(used.map(([slot, write]) => [slot, write()]));
}

/** A request as people type it. */
function toSpoken(draw: Draw, asked: string): string {
  const wrapped = draw.weighted([
    [asked, 70],
    [`please ${asked}`, 12],
    [`hey, ${asked}`, 9],
    [`${asked}, thanks`, 9],
  ]);
  const opened = draw.chance(50) ? wrapped.charAt(0).toUpperCase() + wrapped.slice(1) : wrapped;
  return draw.chance(40) ? `${opened}${draw.pick(['.', '?', '!'])}` : opened;
}
