import type { Lexicon } from './lexicon.ts';

/** Requests to write `{text}` again. */
export const COPY_REQUESTS: Lexicon<string> = {
  train: [
    'Repeat: {text}',
    'Say exactly this: {text}',
    'Copy the text: {text}',
    'Repeat after me: {text}',
    'Write this again: {text}',
    'Echo "{text}"',
    'Pass on: {text}',
  ],
  heldOut: ['Read this back to the caller: {text}', 'Announce over the radio: {text}'],
};

/** How stated pairs are written. */
export const PAIR_STYLES: Lexicon<{ readonly pair: string; readonly join: string }> = {
  train: [
    { pair: '{key} is {value}.', join: ' ' },
    { pair: '{key}: {value}', join: '\n' },
    { pair: '{key} = {value}', join: '; ' },
    { pair: '{key} has {value}.', join: ' ' },
    { pair: '{key} - {value}', join: ', ' },
  ],
  heldOut: [{ pair: '{key} goes together with {value}', join: '; ' }],
};

/** Questions for the value of a key. */
export const LOOKUP_REQUESTS: Lexicon<string> = {
  train: [
    '{pairs}\nWhat is {key}?',
    '{pairs}\nLook up {key}.',
    '{pairs}\nGive the value of {key}.',
    'List: {pairs}\nEntry for {key}?',
    '{pairs}\n{key}?',
  ],
  heldOut: ['In the list {pairs} search what stands beside {key}.'],
};

/** Questions for the key of a value. */
export const REVERSE_REQUESTS: Lexicon<string> = {
  train: [
    '{pairs}\nWhich one goes with {key}?',
    '{pairs}\nWhat belongs to {key}?',
    '{pairs}\nFind the partner of {key}.',
  ],
  heldOut: ['In the list {pairs} search which entry leads to {key}.'],
};
