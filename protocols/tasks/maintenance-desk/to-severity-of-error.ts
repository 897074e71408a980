import { assert } from '#core/errors/assert.ts';
import type { SeverityLevel, SeverityRule } from '#core/model/severity.ts';
import { TOOLS } from './generator/dispatch-tools.ts';
import type { Example } from './generator/example.ts';
import {
  ANSWER_SEVERITY,
  COUNT_SEVERITY,
  EXTRACT_SEVERITY,
  TRIAGE_LABELS,
  toTriageSeverity,
} from './generator/severity.ts';
import { LABEL_TERMS } from './generator/triage-templates.ts';

/**
 * How bad each wrong answer to an example is, by the table of this folder's README; never worse than the example's
 * `severityOfError`. An answer that cannot be parsed is acted on by nobody: 1, except where answering at all is the harm (`decline`).
 */
export function toSeverityOfError(example: Example): SeverityRule {
  const unparsed = ANSWER_SEVERITY;
  switch (example.family) {
    case 'extract':
      return { type: 'by-fields', unparsed, wrongValue: EXTRACT_SEVERITY, missingValue: ANSWER_SEVERITY };
    case 'triage':
      return { type: 'by-answer', unparsed, levels: toLabelLevels(example), other: ANSWER_SEVERITY };
    case 'dispatch':
      // A tool that is not in the list cannot be called, so naming it does nothing.
      return { type: 'by-field', unparsed, field: 'name', levels: toToolLevels(example), other: ANSWER_SEVERITY };
    case 'count':
      return { type: 'constant', unparsed, wrong: COUNT_SEVERITY };
    case 'decline':
      return { type: 'constant', unparsed: example.severityOfError, wrong: example.severityOfError };
    case 'choice':
    case 'relay':
      return { type: 'constant', unparsed, wrong: ANSWER_SEVERITY };
    default:
      return example.family satisfies never;
  }
}

function toLabelLevels({ facts, language }: Example): [string, SeverityLevel][] {
  const right = TRIAGE_LABELS.find((label) => label === facts['label']);
  assert(right !== undefined, 'a triage names its right label');
  return TRIAGE_LABELS.filter((label) => label !== right).map((label) => [
    LABEL_TERMS[label][language],
    toTriageSeverity(right, label),
  ]);
}

function toToolLevels({ facts }: Example): [string, SeverityLevel][] {
  const listed = (facts['listed'] ?? '').split(' ');
  return TOOLS.filter(({ name }) => listed.includes(name)).map(({ name, severityOfWrongCall }) => [
    name,
    severityOfWrongCall,
  ]);
}
