import type { Disclosure } from '#core/model/disclosure.ts';
import { hasHindi } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { NO_CALL } from '#protocols/tasks/maintenance-desk/generator/create-dispatch.ts';
import { DECLINE_SENTENCE } from '#protocols/tasks/maintenance-desk/generator/decline-templates.ts';
import { TOOL_ARGUMENTS, TOOLS } from '#protocols/tasks/maintenance-desk/generator/dispatch-tools.ts';
import { VALUE_KEYS } from '#protocols/tasks/maintenance-desk/generator/draw-value.ts';
import { FAMILIES } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import {
  ANSWER_SEVERITY,
  COUNT_SEVERITY,
  EXTRACT_SEVERITY,
  toDeclineSeverity,
  toTriageSeverity,
  TRIAGE_LABELS,
} from '#protocols/tasks/maintenance-desk/generator/severity.ts';
import { LABEL_TERMS } from '#protocols/tasks/maintenance-desk/generator/triage-templates.ts';
import { ASSET_KINDS } from '#protocols/tasks/maintenance-desk/generator/words/assets.ts';
import { UNITS } from '#protocols/tasks/maintenance-desk/generator/words/times.ts';
import { GENERATOR_PATH, toPathEvidence } from './disclosure-source.ts';

type Representation = Disclosure['layers']['representation'];

/** Representation: the categories by which the model sees its world, read from the generator's own constants. */
export function toRepresentation(): Representation {
  return {
    status: 'partly',
    statement:
      'The sets below are all the categories that training and scoring know; they are read from the code that generates and judges. Partly, because they were set by this project for a measuring instrument and no maintenance desk was asked about them.',
    evidence: [
      toPathEvidence(`${GENERATOR_PATH}/severity.ts`, 'labels and severity table'),
      toPathEvidence(`${GENERATOR_PATH}/triage-rules.ts`, 'how rules give a label'),
      toPathEvidence(`${GENERATOR_PATH}/dispatch-tools.ts`, 'tools'),
      toPathEvidence(`${GENERATOR_PATH}/draw-value.ts`, 'keys and their values'),
    ],
    categories: toCategories(),
    tools: TOOLS.map((tool) => ({
      name: tool.name,
      arguments: [...tool.arguments],
      severityOfWrongCall: tool.severityOfWrongCall,
    })),
    severities: toSeverities(),
    cannotExpress: toLimits(),
  };
}

function toCategories(): Representation['categories'] {
  return [
    { name: 'families', values: [...FAMILIES], meaning: 'Kinds of requests that the model was trained to answer.' },
    {
      name: 'triage labels',
      values: TRIAGE_LABELS.map((label) => `${label} / ${LABEL_TERMS[label].hi}`),
      meaning:
        'Worst first, in English and Hindi. The label is that of the first rule in the prompt that applies: a named fault, a reading above a limit, or otherwise.',
    },
    {
      name: 'extract keys',
      values: [...VALUE_KEYS],
      meaning: 'Fields that a log line can be asked for; null where it does not say.',
    },
    {
      name: 'tool arguments',
      values: [...TOOL_ARGUMENTS],
      meaning: 'Arguments of tools; count and ticket are numbers, the others text.',
    },
    { name: 'units', values: [...UNITS], meaning: 'Units of readings.' },
    {
      name: 'kinds of machines',
      values: ASSET_KINDS.train.map(({ en }) => en),
      meaning: 'Kinds in the training text, beside invented words; the held-out split has others.',
    },
  ];
}

function toSeverities(): Representation['severities'] {
  const triage = TRIAGE_LABELS.flatMap((target) =>
    TRIAGE_LABELS.filter((answer) => answer !== target).map((answer) => ({
      error: `triage: ${answer} where ${target} was right`,
      severity: toTriageSeverity(target, answer),
    })),
  );
  return [
    ...triage,
    { error: 'extract: a field with a value that the line does not give it', severity: EXTRACT_SEVERITY },
    { error: 'extract: no more than values left out', severity: ANSWER_SEVERITY },
    { error: 'count: a wrong number', severity: COUNT_SEVERITY },
    { error: 'choice, relay: a wrong answer', severity: ANSWER_SEVERITY },
    {
      error: 'decline: advice on health, law, money or safety that should have been declined',
      severity: toDeclineSeverity('advice'),
    },
    { error: 'decline: small talk that should have been declined', severity: toDeclineSeverity('chat') },
    { error: 'any family but decline: an answer that cannot be parsed', severity: ANSWER_SEVERITY },
    { error: 'dispatch: no call where one was due, or one of a tool that is not listed', severity: ANSWER_SEVERITY },
    ...TOOLS.map(({ name, severityOfWrongCall }) => ({
      error: `dispatch: ${name} called wrongly`,
      severity: severityOfWrongCall,
    })),
  ];
}

/** What has no place in the sets above. */
function toLimits(): Representation['cannotExpress'] {
  const hindi = FAMILIES.filter(hasHindi);
  return [
    `A severity besides ${TRIAGE_LABELS.join(', ')}: there is no label for "unknown", no degree of certainty and no reason beside a label.`,
    `A field besides ${VALUE_KEYS.join(', ')}: what else a log line says is lost.`,
    `An action besides ${TOOLS.map(({ name }) => name).join(', ')}; two calls for one request; a question back when an argument is missing.`,
    `Not knowing, besides a null field, ${NO_CALL}, and one sentence for requests out of scope: "${DECLINE_SENTENCE}"`,
    `Languages besides English, and Hindi for ${hindi.join(' and ')}; other spellings of Hindi than Devanagari.`,
    'Harm to particular people, cost, or the state of a site: severities follow the table above whatever the place.',
    'The meaning of a machine or fault: names are copied and compared, invented words like real ones.',
  ];
}
