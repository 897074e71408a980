import type { Sample } from '#core/model/sample.ts';
import type { Rng } from '#core/rng/rng.ts';
import { at, shuffle } from './draw.ts';
import { toNumber, toSample } from './to-sample.ts';

const INTENTS: readonly (readonly [message: string, intent: string, others: string])[] = [
  ['book a flight to São Paulo on Friday', 'travel', 'music shopping'],
  ['Will it rain in Kraków tomorrow?', 'weather', 'lights bank message'],
  ['play a song by Beyoncé', 'music', 'calendar recipe'],
  ['wake me up at 7 am', 'alarm', 'travel shopping complaint'],
  ['it is too dark in the kitchen', 'lights', 'weather alarm'],
  ['we are out of crème fraîche', 'shopping', 'message translate music'],
  ['Cancel the meeting with Jürgen', 'calendar', 'bank recipe lights'],
  ['how do i get to Málaga', 'travel', 'weather message'],
  ['tell Zoë i will be there at 8 pm', 'message', 'alarm music travel'],
  ['what goes into a good crêpe?', 'recipe', 'shopping translate'],
  ['how do you say bread in Polish', 'translate', 'recipe message bank'],
  ['transfer 20 dollars to André', 'bank', 'calendar complaint'],
  ['my order arrived broken!', 'complaint', 'shopping lights weather'],
  ['nobody in the café answers my emails', 'complaint', 'message travel'],
  ['I need a place to sleep in Córdoba on Monday', 'travel', 'alarm shopping lights'],
  ['the soup at the café was cold and late', 'complaint', 'recipe weather'],
];

const INTENT_TEMPLATES: readonly ((message: string, listed: string) => string)[] = [
  (message, listed) => `Classify the intent of the message.\nOptions: ${listed}\nMessage: ${message}`,
  (message, listed) => `Message: ${message}\nWhich intent fits best? Choose one of: ${listed}`,
  (message, listed) => `Intents: ${listed}\nText: ${message}\nAnswer with one intent.`,
  (message, listed) => `Label the message with one of these intents: ${listed}.\n\n${message}`,
];

/** The number of messages. */
export const INTENT_COUNT = INTENTS.length;

/** A message with its options named inline: a cluster of its own. */
export function toIntentSample(rng: Rng, index: number): Sample {
  const [message, intent, others] = at(INTENTS, index);
  const texts = shuffle(rng, [intent, ...others.split(' ')]);
  const input = at(INTENT_TEMPLATES, index)(message, texts.join(', '));
  const sampleId = `intent-${toNumber(index)}`;
  return toSample(sampleId, sampleId, 'short', input, intent, { labels: null, texts: [...texts] });
}
