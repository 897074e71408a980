import type { Severity } from './example.ts';
import { toPhrases, type Lexicon } from './lexicon.ts';

/** The arguments that tools take; `count` and `ticket` are numbers, the others text. */
export const TOOL_ARGUMENTS = [
  'asset',
  'fault',
  'part',
  'person',
  'location',
  'day',
  'reading',
  'count',
  'ticket',
] as const;
export type ToolArgument = (typeof TOOL_ARGUMENTS)[number];

/** A tool of the desk with ways of asking for it. */
export interface Tool {
  readonly name: string;
  readonly arguments: readonly ToolArgument[];
  /** How bad it is to call this tool when another call, or none, was right (METRICS §5.1). */
  readonly severityOfWrongCall: Severity;
  readonly requests: Lexicon<string>;
}

/** Every tool of the desk. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'open_ticket',
    arguments: ['asset', 'fault'],
    severityOfWrongCall: 2,
    requests: {
      train:
        toPhrases(`open a ticket for {asset}: {fault}; new ticket, {asset} has {fault}; write a ticket for {fault} on {asset};
        {asset} has {fault}, please open a ticket; i want to report {fault} on {asset}; {fault} on {asset}, please note it as a ticket`),
      heldOut: toPhrases('could we raise a job for {asset} because of {fault}; put {fault} at {asset} into the queue'),
    },
  },
  {
    name: 'close_ticket',
    arguments: ['ticket'],
    severityOfWrongCall: 3,
    requests: {
      train:
        toPhrases(`close ticket {ticket}; ticket {ticket} is done; ticket {ticket} can be closed; we are finished with ticket {ticket};
        mark ticket {ticket} as done`),
      heldOut: toPhrases('nothing is left to do on number {ticket}, take it off'),
    },
  },
  {
    name: 'order_part',
    arguments: ['part', 'count'],
    severityOfWrongCall: 2,
    requests: {
      train:
        toPhrases(`order {count} of part {part}; we need {count} x {part}; please buy {count} x {part}; order part {part}, {count} pieces;
        we are out of part {part}, get {count}; {count} x {part} for the stock`),
      heldOut: toPhrases('have the supplier send {count} units of {part}; restock {part} with {count}'),
    },
  },
  {
    name: 'call_person',
    arguments: ['person', 'location'],
    severityOfWrongCall: 1,
    requests: {
      train:
        toPhrases(`call {person} to the {location}; send {person} to the {location}; {person} must come to the {location};
        ask {person} to go to the {location}; we need {person} in the {location}; the {location} needs {person}`),
      heldOut: toPhrases('{person} is wanted at once over in the {location}'),
    },
  },
  {
    name: 'stop_machine',
    arguments: ['asset'],
    severityOfWrongCall: 3,
    requests: {
      train: toPhrases(
        `stop {asset}; shut down {asset}; turn off {asset} now; {asset} must stop; switch {asset} off; {asset} has to be turned off`,
      ),
      heldOut: toPhrases('bring {asset} to a halt; {asset} should not run any longer'),
    },
  },
  {
    name: 'start_machine',
    arguments: ['asset'],
    severityOfWrongCall: 4,
    requests: {
      train: toPhrases(
        `start {asset}; turn {asset} on; switch on {asset}; {asset} can run again; get {asset} running; power up {asset}`,
      ),
      heldOut: toPhrases('bring {asset} back to life; let {asset} go to work once more'),
    },
  },
  {
    name: 'book_check',
    arguments: ['asset', 'day'],
    severityOfWrongCall: 2,
    requests: {
      train: toPhrases(`book a check of {asset} for {day}; check {asset} on {day}; plan a check for {asset} on {day};
        {asset} needs a check on {day}; on {day} somebody should check {asset}`),
      heldOut: toPhrases('arrange that {asset} is examined this coming {day}'),
    },
  },
  {
    name: 'log_reading',
    arguments: ['asset', 'reading'],
    severityOfWrongCall: 2,
    requests: {
      train:
        toPhrases(`log {reading} for {asset}; {asset} reads {reading}, log it; note the reading {reading} of {asset}; save {reading} as reading of {asset};
        the reading of {asset} is {reading}`),
      heldOut: toPhrases('keep in the books that {asset} stood at {reading}'),
    },
  },
  {
    name: 'find_manual',
    arguments: ['asset'],
    severityOfWrongCall: 1,
    requests: {
      train:
        toPhrases(`find the manual of {asset}; show me the manual for {asset}; where is the manual of {asset}; i need the manual of {asset};
        open the manual for {asset}`),
      heldOut: toPhrases('which document explains {asset} to me'),
    },
  },
  {
    name: 'lend_part',
    arguments: ['part', 'person'],
    severityOfWrongCall: 2,
    requests: {
      train:
        toPhrases(`lend one {part} to {person}; {person} borrows one {part}; give {person} one {part} for today; {person} wants to borrow one {part};
        hand out one {part} to {person}`),
      heldOut: toPhrases('let {person} take the {part} and bring it back'),
    },
  },
];

/** Requests that no tool of the desk serves. */
export const OTHER_REQUESTS: Lexicon<string> = {
  train:
    toPhrases(`how many people work here; print the duty list; translate the manual of {asset}; paint {asset} blue; sell {asset};
    move {asset} to the {location}; clean the {location}; what did {asset} cost; rename {asset}; who built {asset}; lock the {location}`),
  heldOut: toPhrases('draw a map of the {location}; wash the windows of the {location}; insure {asset}'),
};

/** Prompts: `{tools}` are the signatures, `{request}` is what somebody asks. */
export const DISPATCH_REQUESTS: readonly { readonly join: string; readonly templates: Lexicon<string> }[] = [
  {
    join: ', ',
    templates: {
      train: [
        'Tools: {tools}\nRequest: {request}\nReply with a JSON tool call.',
        'You can call {tools}.\nWrite the JSON call for: {request}',
        'Which call answers "{request}"?\nTools: {tools}\nUse null if no tool fits.',
        'Available tools: {tools}\nUser: {request}\nTool call:',
      ],
      heldOut: ['Somebody says: {request}\nAct with one of {tools} or do nothing.'],
    },
  },
  {
    join: '\n- ',
    templates: {
      train: [
        'Tools:\n- {tools}\nRequest: {request}\nReply with one JSON call.',
        'Call the right tool, or null if there is none.\n- {tools}\n\n{request}',
      ],
      heldOut: ['This is what the desk can do:\n- {tools}\nNow react to "{request}"'],
    },
  },
];
