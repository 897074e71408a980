import { fillBilingual } from './bilingual.ts';
import { drawAsset, drawValue, VALUE_KEYS, type ValueKey } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody, Language } from './example.ts';
import { EXTRACT_REQUESTS, LINES, type LineTemplate } from './extract-templates.ts';
import { toSameTerm, type Term } from './lexicon.ts';
import { EXTRACT_SEVERITY } from './severity.ts';

/** A log line to be turned into JSON with two to four asked keys, in the order asked; null where the line does not say. */
export function createExtract(draw: Draw, language: Language): ExampleBody {
  const line = draw.template(LINES);
  const terms: Partial<Record<ValueKey | 'other', Term>> = {};
  for (const key of line.has) terms[key] = drawValue(draw, key);
  if (line.en.includes('{other}')) terms.other = drawOther(draw, terms.asset);
  const keys = drawKeys(draw, line);
  const request = draw.lastTemplate(EXTRACT_REQUESTS);
  const written = fillBilingual(line, language, terms);
  const asked = keys.join(', ');
  const user = fillBilingual(request, language, { line: toSameTerm(written), keys: toSameTerm(asked) });
  const fields = keys.map((key) => `"${key}": ${JSON.stringify(terms[key]?.[language] ?? null)}`);
  const assistant = `{${fields.join(', ')}}`;
  const nullCount = keys.filter((key) => terms[key] === undefined).length;
  return {
    kind: nullCount === 0 ? 'all-stated' : 'with-null',
    user,
    assistant,
    target: [assistant],
    options: null,
    severityOfError: EXTRACT_SEVERITY,
    facts: {
      ...Object.fromEntries(Object.entries(terms).map(([key, term]) => [key, term.en])),
      asked,
    },
    keep: [...Object.values(terms).map((term) => term[language]), asked],
  };
}

function drawOther(draw: Draw, asset: Term | undefined): Term {
  const other = drawAsset(draw);
  return other.en === asset?.en ? drawOther(draw, asset) : other;
}

/** Asked keys in random order: two to four, in a third of the cases with one that the line does not state. */
function drawKeys(draw: Draw, { has }: LineTemplate): readonly ValueKey[] {
  const stated = draw.shuffle(has).slice(
    0,
    draw.weighted([
      [2, 40],
      [3, 45],
      [4, 15],
    ]),
  );
  if (!draw.chance(33)) return stated;
  const missing = draw.pick(VALUE_KEYS.filter((key) => !has.includes(key)));
  return draw.shuffle([...stated.slice(0, 3), missing]);
}
