import type { ValueKey } from '../maintenance-desk/generator/draw-value.ts';
import type { InLanguages } from './language.ts';

// English and Hindi are templates of the maintenance desk that the reference model was trained on, but for the Hindi of a choice, which
// it never saw; a test compares them. Kannada and Bangla say the same in the short style of a log, so that every word keeps its form.

/** A log line and the keys that it states. */
export interface FactLine extends InLanguages {
  readonly has: readonly ValueKey[];
}

/** Log lines of an extraction. */
export const EXTRACT_LINES: readonly FactLine[] = [
  {
    has: ['asset', 'fault', 'location'],
    en: '{asset}: {fault} in the {location}.',
    hi: '{location} में {asset}: {fault}।',
    kn: '{location}: {asset}, {fault}.',
    bn: '{location}: {asset}, {fault}।',
  },
  {
    has: ['asset', 'fault', 'since'],
    en: '{asset} has {fault} since {since}.',
    hi: '{asset} में {since} से {fault}।',
    kn: '{asset}: {fault}, ಆರಂಭ {since}.',
    bn: '{asset}: {since} থেকে {fault}।',
  },
  {
    has: ['person', 'asset', 'fault'],
    en: '{person} reports {fault} on {asset}.',
    hi: '{person} की सूचना: {asset} में {fault}।',
    kn: '{person} ಅವರ ವರದಿ: {asset}, {fault}.',
    bn: '{person}-এর প্রতিবেদন: {asset}, {fault}।',
  },
  {
    has: ['asset', 'location', 'reading'],
    en: '{asset} in the {location} reads {reading}.',
    hi: '{location} में {asset} की रीडिंग {reading}।',
    kn: '{location}: {asset}, ಮಾಪನ {reading}.',
    bn: '{location}: {asset}, পরিমাপ {reading}।',
  },
  {
    has: ['location', 'asset', 'fault', 'person'],
    en: '{location}: {asset}, {fault}, seen by {person}.',
    hi: '{location}: {asset}, {fault}, {person} की जाँच।',
    kn: '{location}: {asset}, {fault}, ನೋಡಿದವರು {person}.',
    bn: '{location}: {asset}, {fault}, দেখেছেন {person}।',
  },
  {
    has: ['fault', 'asset', 'location'],
    en: 'fault {fault} | machine {asset} | place {location}',
    hi: 'खराबी {fault} | मशीन {asset} | जगह {location}',
    kn: 'ದೋಷ {fault} | ಯಂತ್ರ {asset} | ಸ್ಥಳ {location}',
    bn: 'ত্রুটি {fault} | যন্ত্র {asset} | স্থান {location}',
  },
  {
    has: ['part', 'asset', 'fault'],
    en: 'The {part} of {asset} is the cause: {fault}.',
    hi: 'कारण {asset} की {part}: {fault}।',
    kn: 'ಕಾರಣ {asset} ಯಂತ್ರದ {part}: {fault}.',
    bn: 'কারণ {asset} যন্ত্রের {part}: {fault}।',
  },
];

/** Requests of an extraction: `{line}` is the log line, `{keys}` what to extract. */
export const EXTRACT_ASKS: readonly InLanguages[] = [
  {
    en: 'Extract {keys} as JSON.\nLog: {line}',
    hi: 'JSON में निकालो: {keys}\nलॉग: {line}',
    kn: 'JSON ಆಗಿ ಹೊರತೆಗೆಯಿರಿ: {keys}\nಲಾಗ್: {line}',
    bn: 'JSON আকারে বের করো: {keys}\nলগ: {line}',
  },
  {
    en: 'Log: {line}\nReturn a JSON object with the keys {keys}.',
    hi: 'लॉग: {line}\nइन कुंजियों वाला JSON दो: {keys}',
    kn: 'ಲಾಗ್: {line}\nಈ ಕೀಲಿಗಳಿರುವ JSON ಕೊಡಿ: {keys}',
    bn: 'লগ: {line}\nএই চাবিগুলো দিয়ে JSON দাও: {keys}',
  },
  {
    en: 'Read the log and fill in {keys}. Use null if not stated.\n{line}',
    hi: 'लॉग पढ़ो और {keys} भरो। न हो तो null।\n{line}',
    kn: 'ಲಾಗ್ ಓದಿ {keys} ತುಂಬಿರಿ. ಇಲ್ಲದಿದ್ದರೆ null.\n{line}',
    bn: 'লগ পড়ে {keys} পূরণ করো। না থাকলে null।\n{line}',
  },
  {
    en: 'Keys: {keys}\nText: {line}\nJSON:',
    hi: 'कुंजियाँ: {keys}\nपाठ: {line}\nJSON:',
    kn: 'ಕೀಲಿಗಳು: {keys}\nಪಠ್ಯ: {line}\nJSON:',
    bn: 'চাবি: {keys}\nপাঠ: {line}\nJSON:',
  },
];

/** How a table of rules is written: a rule over `{condition}` and `{label}`, the last one, and what stands between them. */
export interface FactRuleStyle {
  readonly rule: InLanguages;
  readonly otherwise: InLanguages;
  readonly join: string;
}

/** Styles of tables. */
export const FACT_RULE_STYLES: readonly FactRuleStyle[] = [
  {
    rule: {
      en: '{condition} = {label}',
      hi: '{condition} = {label}',
      kn: '{condition} = {label}',
      bn: '{condition} = {label}',
    },
    otherwise: {
      en: 'otherwise = {label}',
      hi: 'नहीं तो = {label}',
      kn: 'ಇಲ್ಲದಿದ್ದರೆ = {label}',
      bn: 'নইলে = {label}',
    },
    join: '; ',
  },
  {
    rule: {
      en: '{condition}: {label}',
      hi: '{condition}: {label}',
      kn: '{condition}: {label}',
      bn: '{condition}: {label}',
    },
    otherwise: { en: 'anything else: {label}', hi: 'बाकी सब: {label}', kn: 'ಉಳಿದೆಲ್ಲ: {label}', bn: 'বাকি সব: {label}' },
    join: '\n',
  },
];

/** A reading over a limit. */
export const OVER: InLanguages = {
  en: 'above {reading}',
  hi: '{reading} से ऊपर',
  kn: '{reading} ಮೀರಿದರೆ',
  bn: '{reading} এর বেশি',
};

/** Log lines of a triage that state a fault. */
export const TRIAGE_FAULT_LINES: readonly InLanguages[] = [
  {
    en: '{asset}: {fault} in the {location}.',
    hi: '{location} में {asset}: {fault}।',
    kn: '{location}: {asset}, {fault}.',
    bn: '{location}: {asset}, {fault}।',
  },
  {
    en: '{asset}, {fault}, {person}',
    hi: '{asset}, {fault}, {person}',
    kn: '{asset}, {fault}, {person}',
    bn: '{asset}, {fault}, {person}',
  },
  { en: '{asset} has {fault}.', hi: '{asset} में {fault}।', kn: '{asset}: {fault}.', bn: '{asset}: {fault}।' },
];

/** Log lines of a triage that state a reading. */
export const TRIAGE_READING_LINES: readonly InLanguages[] = [
  {
    en: '{asset} reads {reading}.',
    hi: '{asset} की रीडिंग {reading}।',
    kn: '{asset}, ಮಾಪನ {reading}.',
    bn: '{asset}, পরিমাপ {reading}।',
  },
  {
    en: '{asset}, {location}, reading {reading}',
    hi: '{asset}, {location}, रीडिंग {reading}',
    kn: '{asset}, {location}, ಮಾಪನ {reading}',
    bn: '{asset}, {location}, পরিমাপ {reading}',
  },
];

/** Requests of a triage: `{rules}` is the table, `{line}` the log line. */
export const TRIAGE_ASKS: readonly InLanguages[] = [
  {
    en: 'Rules: {rules}\nLog: {line}\nSeverity?',
    hi: 'नियम: {rules}\nलॉग: {line}\nगंभीरता?',
    kn: 'ನಿಯಮಗಳು: {rules}\nಲಾಗ್: {line}\nತೀವ್ರತೆ?',
    bn: 'নিয়ম: {rules}\nলগ: {line}\nগুরুত্ব?',
  },
  {
    en: 'Triage by these rules: {rules}\n{line}',
    hi: 'इन नियमों से गंभीरता चुनो: {rules}\n{line}',
    kn: 'ಈ ನಿಯಮಗಳಿಂದ ತೀವ್ರತೆ ಆರಿಸಿ: {rules}\n{line}',
    bn: 'এই নিয়মে গুরুত্ব বেছে নাও: {rules}\n{line}',
  },
];

/** A statement of a choice: where a machine is. */
export const CHOICE_FACT: InLanguages = {
  en: '{asset}: {location}.',
  hi: '{asset}: {location}।',
  kn: '{asset}: {location}.',
  bn: '{asset}: {location}।',
};

/** The question of a choice. */
export const CHOICE_QUESTION: InLanguages = {
  en: 'Where is {asset}?',
  hi: '{asset} कहाँ है?',
  kn: '{asset} ಎಲ್ಲಿದೆ?',
  bn: '{asset} কোথায়?',
};

/** The request of a choice; options stand in one row, so that it fits the reference model's context in Kannada. */
export const CHOICE_ASK: InLanguages = {
  en: '{facts}\n{question}\nChoose one: {options}',
  hi: '{facts}\n{question}\nएक चुनो: {options}',
  kn: '{facts}\n{question}\nಒಂದನ್ನು ಆರಿಸಿ: {options}',
  bn: '{facts}\n{question}\nএকটি বেছে নাও: {options}',
};
