import type { Sample } from '#core/model/sample.ts';
import { locateOptions } from './locate-options.ts';
import { locateOptionList } from './perturbations/text/option-list.ts';
import { findWholeOccurrences, mergeSpans, type Span } from './span.ts';

/**
 * What may be kept from edits (METRICS §10):
 * - `protect`: the sample's own list, wherever it occurs, even inside a word
 * - `code`: fenced blocks and `code` between back-ticks
 * - `address`: URLs and e-mail addresses
 * - `placeholder`: `{name}`, `{{name}}`, `${name}`, `<tag>`, `<|role|>`
 * - `json-key`: `"name":` in the input, and names of the fields of a JSON target wherever the input writes them
 * - `quantity`: numbers with what measures them: `12 kg`, `7 pm`, `8 o'clock`, `3.5%`, `€ 20`
 * - `tool-name`: identifiers with `_`, and `name(arguments)`
 * - `answer`: targets, values of the fields of a JSON target, and texts of options. Distractors are kept like the target,
 *   or the one option without a typo would be the answer
 * - `label`: the labels of located options, with their bracket or mark
 * - `local-quantity`: what `quantity` does not know: numbers in native digits, and numbers with units of the other languages
 * - `answer-within`: answers in scripts other than Latin wherever they stand, even inside a word: Han writes no gaps, and
 *   other languages put endings on names
 * - `wrapped-label`: labels in any wrapper that `locateOptionList` knows.
 *
 * The first versions of operators know the kinds up to `label`; later ones use all.
 */
export type ProtectedKind =
  | 'protect'
  | 'code'
  | 'address'
  | 'placeholder'
  | 'json-key'
  | 'quantity'
  | 'tool-name'
  | 'answer'
  | 'label'
  | 'local-quantity'
  | 'answer-within'
  | 'wrapped-label';

/** What the first versions of operators keep that change spelling. */
export const ALL_PROTECTED: readonly ProtectedKind[] = [
  'protect',
  'code',
  'address',
  'placeholder',
  'json-key',
  'quantity',
  'tool-name',
  'answer',
  'label',
];

/** Every kind: what operators keep that change spelling, in texts of any script. */
export const EVERY_PROTECTED: readonly ProtectedKind[] = [
  ...ALL_PROTECTED,
  'local-quantity',
  'answer-within',
  'wrapped-label',
];

/** What operators keep that change labels, field names or the encoding of letters on purpose. */
export const STRUCTURE_PROTECTED: readonly ProtectedKind[] = ['protect', 'code', 'address'];

/** Stretches of `sample.input` that an operator must leave as they are: sorted, merged, in UTF-16 units. Linear in the input. */
export function toProtectedSpans(sample: Sample, kinds: readonly ProtectedKind[]): readonly Span[] {
  if (kinds !== EVERY_PROTECTED) return mergeSpans(kinds.flatMap((kind) => findByKind(sample, kind)));
  const known = everySpanBySample.get(sample);
  if (known !== undefined) return known;
  const spans = mergeSpans(kinds.flatMap((kind) => findByKind(sample, kind)));
  everySpanBySample.set(sample, spans);
  return spans;
}

/** A plan asks for the same spans once per operator: the catalogue on a thousand samples would search each of them sixty times. */
const everySpanBySample = new WeakMap<Sample, readonly Span[]>();

// Repetitions are bounded, so that no pattern looks further than a few hundred units from where it starts.
const FENCED = /```[^]*?```|`[^`\n]{1,200}`/g;
const URL = /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu;
const EMAIL_LOCAL = /[\p{L}\p{N}._%+-]{1,64}$/u;
const EMAIL_DOMAIN = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/u;
const PLACEHOLDER = /\$?\{\{? ?[\w.-]{1,60} ?\}?\}|<\/?\|?[A-Za-z][\w-]{0,60}\|?>/g;
const JSON_KEY = /"[^"\n\\]{1,100}"\s{0,4}:/g;
const UNITS =
  'kg|mg|g|km|cm|mm|m|ml|cl|l|lb|lbs|oz|ft|in|mi|mph|km/h|s|ms|min|h|hours?|minutes?|seconds?|days?|weeks?|years?|°C|°F|%|€|£|\\$|USD|EUR|dollars?|euros?|am|pm|a\\.m\\.|p\\.m\\.|o.clock|kB|MB|GB|W|kW|V|Hz';
const QUANTITY = new RegExp(
  `(?:[€£$] ?)?(?<![\\p{L}\\p{N}.,])[0-9][0-9.,:]{0,20}(?:(?: ?|-)(?:${UNITS}))(?![\\p{L}\\p{N}\\p{M}])|[€£$] ?[0-9][0-9.,]{0,20}`,
  'gu',
);
const TOOL =
  /(?<![\p{L}\p{N}_])[A-Za-z][A-Za-z0-9]{0,60}(?:(?:_[A-Za-z0-9]{1,60}){1,8}(?:\([^()\n]{0,200}\))?|\([^()\n]{0,200}\))/gu;

// Ends with a digit: a comma after an amount is no part of it.
const NATIVE_NUMBER = '[0-9०-९০-৯೦-೯٠-٩](?:[0-9०-९০-৯೦-೯٠-٩.,:٫٬]{0,20}[0-9०-९০-৯೦-೯٠-٩])?';
const LOCAL_UNITS = [
  'किलो|किग्रा|ग्राम|किमी|मीटर|लीटर|बजे|घंटे|घंटा|मिनट|दिन|साल|रुपये|रुपए',
  'কেজি|গ্রাম|কিমি|মিটার|লিটার|টা|ঘণ্টা|মিনিট|দিন|বছর|টাকা',
  'ಕೆಜಿ|ಗ್ರಾಂ|ಕಿಮೀ|ಮೀಟರ್|ಲೀಟರ್|ಗಂಟೆ|ನಿಮಿಷ|ದಿನ|ವರ್ಷ|ರೂಪಾಯಿ',
  'كجم|كيلو|جرام|كم|متر|لتر|ساعة|دقيقة|يوم|سنة|ريال|درهم|جنيه',
  '公斤|千克|克|公里|千米|米|升|点|小时|分钟|天|年|月|日|元|岁',
].join('|');
const LOCAL_QUANTITY = new RegExp(
  `[₹৳¥] ?${NATIVE_NUMBER}|(?<![\\p{N}.,])${NATIVE_NUMBER} ?(?:${LOCAL_UNITS})|[०-९০-৯೦-೯٠-٩][०-९০-৯೦-೯٠-٩.,:٫٬]{0,20} ?[%٪]`,
  'gu',
);

/** A letter of a script other than Latin. */
const OTHER_LETTER = /[^\P{L}\p{Script=Latin}]/u;

function findByKind(sample: Sample, kind: ProtectedKind): readonly Span[] {
  const { input } = sample;
  switch (kind) {
    case 'protect':
      return sample.protect.flatMap((text) => findEvery(input, text));
    case 'code':
      return findMatches(input, FENCED);
    case 'address':
      return [...findMatches(input, URL), ...findEmails(input)];
    case 'placeholder':
      return findMatches(input, PLACEHOLDER);
    case 'json-key':
      return [
        ...findMatches(input, JSON_KEY),
        ...toTargetFields(sample).flatMap(([name]) => findWholeOccurrences(input, name)),
      ];
    case 'quantity':
      return findMatches(input, QUANTITY);
    case 'tool-name':
      return findMatches(input, TOOL);
    case 'answer':
      return toAnswerTexts(sample).flatMap((text) => findWholeOccurrences(input, text));
    case 'label':
      return locateOptions(sample)?.labels ?? [];
    case 'local-quantity':
      return findMatches(input, LOCAL_QUANTITY);
    case 'answer-within':
      return toAnswerTexts(sample)
        .filter((text) => OTHER_LETTER.test(text))
        .flatMap((text) => findEvery(input, text));
    case 'wrapped-label':
      return locateOptionList(sample)?.heads ?? [];
    default:
      return kind satisfies never;
  }
}

function findMatches(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), (match): Span => [match.index, match.index + match[0].length]);
}

function findEvery(text: string, needle: string): readonly Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(needle); start !== -1; start = text.indexOf(needle, start + 1))
    spans.push([start, start + needle.length]);
  return spans;
}

function findEmails(text: string): readonly Span[] {
  return findEvery(text, '@').flatMap(([at]): readonly Span[] => {
    const local = EMAIL_LOCAL.exec(text.slice(Math.max(0, at - 64), at))?.[0];
    const domain = EMAIL_DOMAIN.exec(text.slice(at + 1, at + 400))?.[0];
    return local === undefined || domain === undefined ? [] : [[at - local.length, at + 1 + domain.length]];
  });
}

/** Texts that an output may have to repeat; a label that is a target is not one of them, `label` keeps it. */
function toAnswerTexts(sample: Sample): readonly string[] {
  const labels = sample.options?.labels ?? [];
  const targets = sample.target.filter((target) => !labels.includes(target));
  const values = toTargetFields(sample).flatMap(([, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
  );
  return [...new Set([...targets, ...values, ...(sample.options?.texts ?? [])])];
}

/** Names and values of the top-level fields of targets that are JSON objects. */
function toTargetFields(sample: Sample): readonly (readonly [string, unknown])[] {
  return sample.target.flatMap((target) => {
    if (!target.startsWith('{')) return [];
    try {
      const value: unknown = JSON.parse(target);
      return typeof value === 'object' && value !== null ? Object.entries(value) : [];
    } catch {
      return [];
    }
  });
}
