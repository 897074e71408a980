import type { Score } from '#core/model/scorer.ts';
import { findJsonObject, type JsonObject } from '../../scorers/find-json-object.ts';
import { TOOLS } from './generator/dispatch-tools.ts';
import type { Example, Severity } from './generator/example.ts';
import {
  ANSWER_SEVERITY,
  COUNT_SEVERITY,
  EXTRACT_SEVERITY,
  TRIAGE_LABELS,
  toTriageSeverity,
} from './generator/severity.ts';
import { LABEL_TERMS } from './generator/triage-templates.ts';

/**
 * How bad one answer is, from 0 (right) to the example's `severityOfError`; METRICS §5.1, rules in this folder's README.
 * An answer that cannot be parsed is acted on by nobody: 1, except where answering at all is the harm (`decline`).
 */
export function toAnswerSeverity(example: Example, score: Score): Severity {
  if (score.success === 1) return 0;
  if (example.family === 'decline') return example.severityOfError;
  if (score.answer === null) return ANSWER_SEVERITY;
  switch (example.family) {
    case 'extract':
      return hasInvention(example, score.answer) ? EXTRACT_SEVERITY : ANSWER_SEVERITY;
    case 'triage':
      return toLabelSeverity(example, score.answer);
    case 'dispatch':
      return toCallSeverity(example, score.answer);
    case 'count':
      return COUNT_SEVERITY;
    case 'choice':
    case 'relay':
      return ANSWER_SEVERITY;
    default:
      return example.family satisfies never;
  }
}

/** Whether a field has a value that the log line does not give it; a value left out is the lesser harm. */
function hasInvention(example: Example, answer: string): boolean {
  const wanted = toObject(example.assistant);
  return Object.entries(toObject(answer)).some(([key, value]) => value !== null && value !== wanted[key]);
}

function toLabelSeverity({ facts, language }: Example, answer: string): Severity {
  const target = TRIAGE_LABELS.find((label) => label === facts['label']);
  const given = TRIAGE_LABELS.find((label) => LABEL_TERMS[label][language] === answer);
  return target === undefined || given === undefined ? ANSWER_SEVERITY : toTriageSeverity(target, given);
}

/** A tool that is not in the list cannot be called, so naming it does nothing. */
function toCallSeverity({ facts }: Example, answer: string): Severity {
  const { name } = toObject(answer);
  const listed = (facts['listed'] ?? '').split(' ');
  const called = TOOLS.find((tool) => tool.name === name && listed.includes(tool.name));
  return called?.severityOfWrongCall ?? ANSWER_SEVERITY;
}

function toObject(text: string): JsonObject {
  return findJsonObject(text)?.value ?? {};
}
