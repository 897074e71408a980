import { fillBilingual } from './bilingual.ts';
import { drawAsset, drawValue, VALUE_KEYS, type ValueKey } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody, Language } from './example.ts';
import { EXTRACT_REQUESTS, LINES, PAIR_REQUESTS, type LineTemplate } from './extract-templates.ts';
import { toSameTerm, type Lexicon, type Term } from './lexicon.ts';
import { EXTRACT_SEVERITY } from './severity.ts';

type Terms = Readonly<Partial<Record<ValueKey | 'other', Term>>>;

interface Line {
  readonly template: LineTemplate;
  readonly terms: Terms;
}

/** A log line to be turned into JSON with two to four asked keys, in the order asked; null where the line does not say. */
export function createExtract(draw: Draw, language: Language): ExampleBody {
  return draw.chance(22) ? createFromTwo(draw, language) : createFromOne(draw, language);
}

function createFromOne(draw: Draw, language: Language): ExampleBody {
  const line = drawLine(draw, LINES, null);
  const keys = drawKeys(draw, line.template.has);
  const user = fillBilingual(draw.lastTemplate(EXTRACT_REQUESTS), language, {
    line: toSameTerm(toText(line, language)),
    keys: toSameTerm(keys.join(', ')),
  });
  const isComplete = keys.every((key) => line.terms[key] !== undefined);
  return toBody({ kind: isComplete ? 'all-stated' : 'with-null', user, line, keys, otherTerms: [] }, language);
}

/** Two lines about two machines, one of which is meant: what the other line says is no answer. */
function createFromTwo(draw: Draw, language: Language): ExampleBody {
  const line = drawLine(draw, PAIR_LINES, null);
  const other = drawLine(draw, PAIR_LINES, line.terms.asset ?? null);
  const keys = drawKeys(draw, line.template.has).filter((key) => key !== 'asset');
  const lines = draw.shuffle([line, other]).map((one) => toText(one, language));
  const user = fillBilingual(draw.lastTemplate(PAIR_REQUESTS), language, {
    lines: toSameTerm(lines.join('\n')),
    keys: toSameTerm(keys.join(', ')),
    asset: line.terms.asset,
  });
  return toBody({ kind: 'two-lines', user, line, keys, otherTerms: Object.values(other.terms) }, language);
}

/** Lines that name one machine and no other. */
const PAIR_LINES: Lexicon<LineTemplate> = {
  train: LINES.train.filter(isAboutOneAsset),
  heldOut: LINES.heldOut.filter(isAboutOneAsset),
};

function isAboutOneAsset({ has, en }: LineTemplate): boolean {
  return has.includes('asset') && !en.includes('{other}');
}

/** A line with its values; its machine is not `taken`. */
function drawLine(draw: Draw, templates: Lexicon<LineTemplate>, taken: Term | null): Line {
  const template = draw.template(templates);
  const terms: Partial<Record<ValueKey | 'other', Term>> = {};
  for (const key of template.has) terms[key] = key === 'asset' ? drawOther(draw, taken) : drawValue(draw, key);
  if (template.en.includes('{other}')) terms.other = drawOther(draw, terms.asset ?? null);
  return { template, terms };
}

function drawOther(draw: Draw, taken: Term | null): Term {
  const asset = drawAsset(draw);
  return asset.en === taken?.en ? drawOther(draw, taken) : asset;
}

/** Asked keys in random order: two to four, in a third of the cases with one that the line does not state. */
function drawKeys(draw: Draw, has: readonly ValueKey[]): readonly ValueKey[] {
  const count = draw.weighted([
    [2, 40],
    [3, 45],
    [4, 15],
  ]);
  const stated = draw.shuffle(has).slice(0, count);
  if (!draw.chance(33)) return stated;
  const missing = draw.pick(VALUE_KEYS.filter((key) => !has.includes(key)));
  return draw.shuffle([...stated.slice(0, 3), missing]);
}

function toText({ template, terms }: Line, language: Language): string {
  return fillBilingual(template, language, terms);
}

interface Request {
  readonly kind: string;
  readonly user: string;
  readonly line: Line;
  readonly keys: readonly ValueKey[];
  /** Values of a line that is not meant. */
  readonly otherTerms: readonly Term[];
}

function toBody({ kind, user, line: { terms }, keys, otherTerms }: Request, language: Language): ExampleBody {
  const fields = keys.map((key) => `"${key}": ${JSON.stringify(terms[key]?.[language] ?? null)}`);
  const assistant = `{${fields.join(', ')}}`;
  const asked = keys.join(', ');
  return {
    kind,
    user,
    assistant,
    target: [assistant],
    options: null,
    severityOfError: EXTRACT_SEVERITY,
    facts: { ...Object.fromEntries(Object.entries(terms).map(([key, term]) => [key, term.en])), asked },
    keep: [...[...Object.values(terms), ...otherTerms].map((term) => term[language]), asked],
  };
}
