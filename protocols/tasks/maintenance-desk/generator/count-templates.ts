import { toPhrases, type Lexicon } from './lexicon.ts';

/** What is counted, in the plural; held out from training where a split says so. */
export const COUNTED: Lexicon<string> = {
  train:
    toPhrases(`bolts; hours; valves; litres; shifts; filters; screws; belts; tickets; seals; fuses; lamps; hoses; cables; meters; crates;
    pallets; pumps; fans; motors; sensors; switches; bearings; minutes; checks; gaskets; batteries; drums; tools; keys; gloves; labels; plates`),
  heldOut: toPhrases('rivets; washers; ladders; goggles; canisters; wrenches'),
};

/** The sum that a text asks for, over {a}, {b} and {c}. */
export type CountKind = 'add' | 'subtract' | 'multiply' | 'two-step';

/** Texts: `{n}` is what is counted, `{p}` a person, `{m}` a machine. */
export const COUNT_TEXTS: Readonly<Record<CountKind, Lexicon<string>>> = {
  add: {
    train: [
      'There are {a} {n} in the store. {p} adds {b} more. How many {n} are there now?',
      '{p} used {a} {n} in the morning and {b} in the evening. How many {n} is that?',
      'We had {a} {n} and got {b} more. How many {n} do we have?',
      '{m} took {a} {n}, then {b} again. How many {n} in total?',
      'What is {a} + {b}?',
      'Compute {a} + {b}.',
      '{p} counted {a} {n} on one shelf and {b} on the other. How many {n} together?',
      'Log: {a} {n} on Monday, {b} on Tuesday. Total {n}?',
    ],
    heldOut: ['{p} brought {a} {n}; later {b} followed. What does it come to?', 'Sum up {a} {n} with {b} {n}.'],
  },
  subtract: {
    train: [
      'There were {a} {n} in the store. {p} took {b}. How many {n} are left?',
      'We had {a} {n} and used {b}. How many {n} remain?',
      'Out of {a} {n}, {b} were broken. How many {n} were fine?',
      '{m} needs {a} {n} and has {b}. How many {n} are missing?',
      'What is {a} - {b}?',
      'Compute {a} - {b}.',
      'The job takes {a} {n}; {b} are done. How many {n} are left?',
      'Stock {a} {n}, sent {b}. Rest?',
    ],
    heldOut: ['{p} owned {a} {n} until {b} got lost. What stays?', 'Take {b} {n} away from {a} {n}.'],
  },
  multiply: {
    train: [
      'There are {a} boxes with {b} {n} each. How many {n} in total?',
      'Each of {a} machines needs {b} {n}. How many {n} is that?',
      '{p} orders {a} packs of {b} {n}. How many {n} does {p} order?',
      '{m} uses {b} {n} a day. How many {n} in {a} days?',
      'What is {a} * {b}?',
      'Compute {a} * {b}.',
    ],
    heldOut: ['With {a} trolleys carrying {b} {n} apiece, what does it come to?'],
  },
  'two-step': {
    train: [
      'There were {a} {n}. {p} added {b} and took {c}. How many {n} are there now?',
      'Stock {a} {n}, received {b}, sent {c}. How many {n} are left?',
      'What is {a} + {b} - {c}?',
      '{p} had {a} {n}, got {b} and used {c} on {m}. How many {n} are left?',
    ],
    heldOut: ['From {a} {n} and {b} extra ones {p} throws {c} out. What stays?'],
  },
};

/** What asks for the work, or for the number alone. */
export const WORK_REQUESTS: Lexicon<string> = {
  train: [' Show your work.', '\nShow the work.', ' Show the calculation.', '\nWrite the sum first.'],
  heldOut: [' Let me see how you get there.'],
};
/** The empty request stands for most people, who only ask. */
export const NUMBER_REQUESTS: Lexicon<string> = {
  train: ['', ' Give only the number.', '\nAnswer with a number.', ' Number only.'],
  heldOut: [' One figure, nothing else.'],
};
