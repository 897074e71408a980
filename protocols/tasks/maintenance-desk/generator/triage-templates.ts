import type { Bilingual } from './bilingual.ts';
import type { Lexicon, Term } from './lexicon.ts';
import type { TriageLabel } from './severity.ts';

/** The labels in both languages. */
export const LABEL_TERMS: Readonly<Record<TriageLabel, Term>> = {
  critical: { en: 'critical', hi: 'आपात' },
  high: { en: 'high', hi: 'उच्च' },
  medium: { en: 'medium', hi: 'मध्यम' },
  low: { en: 'low', hi: 'निम्न' },
};

/** How a rule table is written. */
export interface RuleStyle {
  /** A rule: `{condition}` and `{label}`. */
  readonly rule: Bilingual;
  readonly otherwise: Bilingual;
  readonly join: string;
}

const AS_EQUATION: Bilingual = { en: '{condition} = {label}', hi: '{condition} = {label}' };

/** Styles of rule tables. Conditions stand before labels, since a small model reads forward (MODELS §B4). */
export const RULE_STYLES: Lexicon<RuleStyle> = {
  train: [
    { rule: AS_EQUATION, otherwise: { en: 'otherwise = {label}', hi: 'नहीं तो = {label}' }, join: '; ' },
    { rule: AS_EQUATION, otherwise: { en: 'else = {label}', hi: 'अन्य = {label}' }, join: '\n' },
    {
      rule: { en: '{condition}: {label}', hi: '{condition}: {label}' },
      otherwise: { en: 'anything else: {label}', hi: 'बाकी सब: {label}' },
      join: '\n',
    },
    {
      rule: { en: '{condition} is {label}', hi: '{condition} पर {label}' },
      otherwise: { en: 'all else is {label}', hi: 'बाकी पर {label}' },
      join: ', ',
    },
  ],
  heldOut: [
    {
      rule: { en: '{condition} counts as {label}', hi: '{condition} माना जाए {label}' },
      otherwise: { en: 'the rest counts as {label}', hi: 'शेष माना जाए {label}' },
      join: '; ',
    },
  ],
};

/** A reading over a limit. */
export const ABOVE: Bilingual = { en: 'above {reading}', hi: '{reading} से ऊपर' };

/** Log lines with a fault. */
export const FAULT_LINES: Lexicon<Bilingual> = {
  train: [
    { en: '{asset}: {fault} in the {location}.', hi: '{location} में {asset}: {fault}।' },
    { en: '{asset} has {fault}.', hi: '{asset} में {fault}।' },
    { en: '{fault} on {asset}, {location}.', hi: '{asset}, {location}, {fault}।' },
    { en: 'In the {location} {asset} shows {fault}.', hi: '{location} में {asset} पर {fault}।' },
    { en: '{person} saw {fault} on {asset}.', hi: '{person} ने {asset} में देखा: {fault}।' },
    { en: '{asset}, {fault}, {person}', hi: '{asset}, {fault}, {person}' },
  ],
  heldOut: [
    { en: 'Somebody called about {asset}: it suffers from {fault}.', hi: 'फोन आया कि {asset} परेशान है: {fault}।' },
    { en: 'We noticed {fault} while passing {asset}.', hi: 'गुज़रते समय {asset} पर दिखा: {fault}।' },
  ],
};

/** Log lines with a reading. */
export const READING_LINES: Lexicon<Bilingual> = {
  train: [
    { en: '{asset} reads {reading}.', hi: '{asset} की रीडिंग {reading}।' },
    { en: '{asset} in the {location}: {reading}.', hi: '{location} में {asset}: {reading}।' },
    { en: '{person} measured {reading} on {asset}.', hi: '{person} ने {asset} पर {reading} मापा।' },
    { en: '{asset}, {location}, reading {reading}', hi: '{asset}, {location}, रीडिंग {reading}' },
  ],
  heldOut: [{ en: 'The dial of {asset} stands at {reading}.', hi: '{asset} की सुई {reading} पर है।' }],
};

/** Log lines with a fault and a reading. */
export const MIXED_LINES: Lexicon<Bilingual> = {
  train: [
    { en: '{asset}: {fault}, reading {reading}.', hi: '{asset}: {fault}, रीडिंग {reading}।' },
    { en: '{asset} reads {reading} and has {fault}.', hi: '{asset} पर {reading} और {fault}।' },
    { en: '{fault} on {asset} at {reading}.', hi: '{asset} में {reading} पर {fault}।' },
  ],
  heldOut: [
    {
      en: '{person} heard of {fault} while {asset} ran at {reading}.',
      hi: '{asset} {reading} पर चला, {person} को मिला {fault}।',
    },
  ],
};

/** Requests: `{rules}` is the table, `{line}` the log line. */
export const TRIAGE_REQUESTS: Lexicon<Bilingual> = {
  train: [
    { en: 'Rules: {rules}\nLog: {line}\nSeverity?', hi: 'नियम: {rules}\nलॉग: {line}\nगंभीरता?' },
    {
      en: 'Give the severity of the log line. The first rule that fits counts.\n{rules}\nLog: {line}',
      hi: 'लॉग की गंभीरता बताओ। जो नियम पहले लगे वही मान्य।\n{rules}\nलॉग: {line}',
    },
    { en: 'Triage by these rules: {rules}\n{line}', hi: 'इन नियमों से गंभीरता चुनो: {rules}\n{line}' },
    { en: '{line}\nHow severe is it? Rules: {rules}', hi: '{line}\nयह कितना गंभीर है? नियम: {rules}' },
    {
      en: 'Severity rules:\n{rules}\n\nEntry: {line}\nAnswer with the label.',
      hi: 'गंभीरता के नियम:\n{rules}\n\nप्रविष्टि: {line}\nकेवल स्तर लिखो।',
    },
    { en: 'Table: {rules}\nWhich label does this get? {line}', hi: 'तालिका: {rules}\nइसे कौन सा स्तर मिलेगा? {line}' },
  ],
  heldOut: [
    {
      en: 'Our desk sorts entries like this:\n{rules}\nSort this one: {line}',
      hi: 'हमारी डेस्क ऐसे छाँटती है:\n{rules}\nइसे छाँटो: {line}',
    },
    { en: 'Entry "{line}" must be rated with {rules}', hi: 'प्रविष्टि "{line}" का दर्जा तय करो, आधार {rules}' },
  ],
};
