import type { Bilingual } from './bilingual.ts';
import type { ValueKey } from './draw-value.ts';
import type { Lexicon } from './lexicon.ts';

/** A log line and the keys that it states; `{other}` is a second machine, which is no answer. */
export interface LineTemplate extends Bilingual {
  readonly has: readonly ValueKey[];
}

/** Log lines. */
export const LINES: Lexicon<LineTemplate> = {
  train: [
    {
      has: ['asset', 'fault', 'location'],
      en: '{asset}: {fault} in the {location}.',
      hi: '{location} में {asset}: {fault}।',
    },
    { has: ['asset', 'fault', 'since'], en: '{asset} has {fault} since {since}.', hi: '{asset} में {since} से {fault}।' },
    {
      has: ['person', 'asset', 'fault'],
      en: '{person} reports {fault} on {asset}.',
      hi: '{person} की सूचना: {asset} में {fault}।',
    },
    {
      has: ['asset', 'location', 'reading'],
      en: '{asset} in the {location} reads {reading}.',
      hi: '{location} में {asset} की रीडिंग {reading}।',
    },
    {
      has: ['fault', 'asset', 'since', 'reading'],
      en: '{fault} on {asset} since {since}, reading {reading}.',
      hi: '{asset} में {since} से {fault}, रीडिंग {reading}।',
    },
    {
      has: ['person', 'part', 'asset', 'location'],
      en: '{person} needs a new {part} for {asset} in the {location}.',
      hi: '{person} को {location} में {asset} हेतु नई {part} चाहिए।',
    },
    {
      has: ['location', 'asset', 'fault', 'person'],
      en: '{location}: {asset}, {fault}, seen by {person}.',
      hi: '{location}: {asset}, {fault}, {person} की जाँच।',
    },
    {
      has: ['since', 'asset', 'reading'],
      en: 'Since {since} {asset} shows {reading}.',
      hi: '{since} से {asset} पर {reading}।',
    },
    {
      has: ['asset', 'part', 'since', 'person'],
      en: '{asset} waits for part {part} since {since}, asks {person}.',
      hi: '{asset} को {since} से {part} का इंतज़ार, पूछा {person} ने।',
    },
    {
      has: ['asset', 'location', 'fault', 'since', 'person'],
      en: '{asset}, {location}, {fault}, since {since}, {person}.',
      hi: '{asset}, {location}, {fault}, {since} से, {person}।',
    },
    {
      has: ['fault', 'asset', 'location'],
      en: 'fault {fault} | machine {asset} | place {location}',
      hi: 'खराबी {fault} | मशीन {asset} | जगह {location}',
    },
    {
      has: ['person', 'reading', 'location', 'asset'],
      en: '{person} measured {reading} at {asset} in the {location}.',
      hi: '{person} ने {location} में {asset} पर {reading} मापा।',
    },
    {
      has: ['part', 'asset', 'fault'],
      en: 'The {part} of {asset} is the cause: {fault}.',
      hi: 'कारण {asset} की {part}: {fault}।',
    },
    {
      has: ['asset', 'fault', 'location'],
      en: '{asset} stopped in the {location} ({fault}); {other} is fine.',
      hi: '{location} में {asset} बंद ({fault}); {other} ठीक है।',
    },
    {
      has: ['asset', 'person', 'part', 'since'],
      en: '{other} is fine, but {asset} is out since {since}. {person} ordered a {part}.',
      hi: '{other} ठीक है, पर {asset} {since} से बंद। {person} ने {part} मँगाई।',
    },
    {
      has: ['since', 'fault', 'location', 'person'],
      en: '{since}: {person} found {fault} in the {location}.',
      hi: '{since}: {person} को {location} में {fault} मिला।',
    },
  ],
  heldOut: [
    {
      has: ['asset', 'fault', 'location'],
      en: 'Trouble in the {location}: {fault} affects {asset}.',
      hi: '{location} से शिकायत: {asset} पर असर, {fault}।',
    },
    {
      has: ['person', 'asset', 'since'],
      en: '{person} has been looking after {asset} since {since}.',
      hi: '{since} से {asset} की देखभाल {person} के पास।',
    },
    {
      has: ['asset', 'reading', 'fault'],
      en: 'The needle at {asset} went up to {reading}, then {fault}.',
      hi: '{asset} का मीटर {reading} तक गया, फिर {fault}।',
    },
    {
      has: ['part', 'location', 'asset', 'person'],
      en: 'Tell {person} that {asset} in the {location} lost its {part}.',
      hi: '{person} को बताना: {location} में {asset} की {part} गायब।',
    },
  ],
};

/** Requests: `{line}` is the log line, `{keys}` what to extract. */
export const EXTRACT_REQUESTS: Lexicon<Bilingual> = {
  train: [
    { en: 'Extract {keys} as JSON.\nLog: {line}', hi: 'JSON में निकालो: {keys}\nलॉग: {line}' },
    { en: 'Log: {line}\nReturn a JSON object with the keys {keys}.', hi: 'लॉग: {line}\nइन कुंजियों वाला JSON दो: {keys}' },
    { en: 'Get {keys} from this log line as JSON: {line}', hi: 'इस लॉग से {keys} JSON में दो: {line}' },
    { en: '{line}\nWrite {keys} as a JSON object.', hi: '{line}\n{keys} को JSON में लिखो।' },
    {
      en: 'Read the log and fill in {keys}. Use null if not stated.\n{line}',
      hi: 'लॉग पढ़ो और {keys} भरो। न हो तो null।\n{line}',
    },
    { en: 'Turn this into JSON with {keys}:\n{line}', hi: 'इसे {keys} के साथ JSON बनाओ:\n{line}' },
    { en: 'Keys: {keys}\nText: {line}\nJSON:', hi: 'कुंजियाँ: {keys}\nपाठ: {line}\nJSON:' },
  ],
  heldOut: [
    {
      en: 'Make a record ({keys}) of the following entry.\n{line}',
      hi: 'नीचे की प्रविष्टि का रिकॉर्ड ({keys}) तैयार करो।\n{line}',
    },
    { en: '"{line}" Which {keys} does it give? Answer in JSON.', hi: '"{line}" इसमें {keys} क्या हैं? उत्तर JSON में।' },
  ],
};

/** Requests about one machine of two: `{lines}` are two log lines, `{asset}` the machine that is meant. */
export const PAIR_REQUESTS: Lexicon<Bilingual> = {
  train: [
    {
      en: 'Log:\n{lines}\nExtract {keys} for {asset} as JSON.',
      hi: 'लॉग:\n{lines}\n{asset} के लिए {keys} JSON में निकालो।',
    },
    {
      en: 'Two entries:\n{lines}\nReturn {keys} of {asset} as a JSON object.',
      hi: 'दो प्रविष्टियाँ:\n{lines}\n{asset} के {keys} JSON में दो।',
    },
    { en: '{lines}\nOnly {asset}: {keys}. JSON:', hi: '{lines}\nकेवल {asset}: {keys}। JSON:' },
  ],
  heldOut: [
    {
      en: 'From the entries below make a record ({keys}) about {asset} alone.\n{lines}',
      hi: 'नीचे की प्रविष्टियों से बस {asset} का रिकॉर्ड ({keys}) तैयार करो।\n{lines}',
    },
  ],
};
