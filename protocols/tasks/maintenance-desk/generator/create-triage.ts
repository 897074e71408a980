import { assert } from '#core/errors/assert.ts';
import { fillBilingual, type Bilingual } from './bilingual.ts';
import { drawAsset } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody, Language } from './example.ts';
import { toSameTerm, type Lexicon, type Term } from './lexicon.ts';
import { toWorstTriageSeverity, TRIAGE_LABELS, type TriageLabel } from './severity.ts';
import { toConditionTerm, toRuleText, toTriageLabel, type Condition, type TriageRule } from './triage-rules.ts';
import {
  FAULT_LINES,
  LABEL_TERMS,
  MIXED_LINES,
  READING_LINES,
  RULE_STYLES,
  TRIAGE_REQUESTS,
} from './triage-templates.ts';
import { FAULTS } from './words/faults.ts';
import { PEOPLE } from './words/people.ts';
import { PLACES } from './words/places.ts';
import { UNITS } from './words/times.ts';

type TriageKind = 'lookup' | 'otherwise' | 'threshold' | 'mixed';

/** What the rules look at and what the line states. */
interface Case {
  readonly conditions: readonly Condition[];
  readonly fault: Term | null;
  readonly reading: { readonly value: number; readonly unit: string } | null;
  readonly lines: Lexicon<Bilingual>;
}

/** A log line to be labelled by the rule table in the prompt. */
export function createTriage(draw: Draw, language: Language): ExampleBody {
  const kind = draw.weighted<TriageKind>([
    ['lookup', 40],
    ['otherwise', 20],
    ['threshold', 20],
    ['mixed', 20],
  ]);
  const { conditions, fault, reading, lines } = drawCase(draw, kind);
  const rules = drawRules(draw, kind, conditions);
  const label = toTriageLabel(rules, { fault, reading: reading?.value ?? null });
  const readingText = reading === null ? undefined : `${reading.value} ${reading.unit}`;
  const lineTemplate = draw.template(lines);
  // Only what the line says is drawn: an unused held-out word would count as one.
  const terms: Record<string, Term | undefined> = {
    asset: drawAsset(draw),
    location: lineTemplate.en.includes('{location}') ? draw.word(PLACES) : undefined,
    person: lineTemplate.en.includes('{person}') ? draw.word(PEOPLE) : undefined,
    fault: fault ?? undefined,
    reading: readingText === undefined ? undefined : toSameTerm(readingText),
  };
  const line = fillBilingual(lineTemplate, language, terms);
  const rulesText = toRuleText(rules, draw.template(RULE_STYLES), language);
  const request = draw.lastTemplate(TRIAGE_REQUESTS);
  const assistant = LABEL_TERMS[label][language];
  return {
    kind,
    user: fillBilingual(request, language, { rules: toSameTerm(rulesText), line: toSameTerm(line) }),
    assistant,
    target: [assistant],
    options: { labels: null, texts: TRIAGE_LABELS.map((name) => LABEL_TERMS[name][language]) },
    severityOfError: toWorstTriageSeverity(label),
    facts: {
      ...Object.fromEntries(
        Object.entries(terms).flatMap(([key, term]) => (term === undefined ? [] : [[key, term.en]])),
      ),
      rules: rules.map((rule) => `${toConditionTerm(rule.condition).en}=${rule.label}`).join(';'),
      label,
    },
    keep: [rulesText, ...Object.values(terms).flatMap((term) => (term === undefined ? [] : [term[language]]))],
  };
}

function drawCase(draw: Draw, kind: TriageKind): Case {
  switch (kind) {
    case 'lookup':
    case 'otherwise': {
      const isNamed = kind === 'lookup';
      const [stated, ...others] = draw.words(FAULTS, draw.int(isNamed ? 2 : 3, isNamed ? 3 : 4));
      const named = isNamed && stated !== undefined ? draw.shuffle([stated, ...others]) : others;
      const conditions = named.map((fault) => ({ type: 'fault' as const, fault }));
      return { conditions, fault: stated ?? null, reading: null, lines: FAULT_LINES };
    }
    case 'threshold': {
      const unit = draw.pick(UNITS);
      const lower = draw.int(1, 8) * 5;
      const limits = [lower + draw.int(2, 8) * 5, lower];
      const conditions = limits.map((limit) => ({ type: 'above' as const, limit, unit }));
      return { conditions, fault: null, reading: { value: draw.int(1, 99), unit }, lines: READING_LINES };
    }
    case 'mixed': {
      const unit = draw.pick(UNITS);
      const [named, other] = draw.words(FAULTS, draw.chance(40) ? 1 : 2);
      assert(named !== undefined, 'a fault was asked for');
      const above = { type: 'above' as const, limit: draw.int(2, 16) * 5, unit };
      const conditions = [{ type: 'fault' as const, fault: named }, above];
      const fault = other ?? named;
      return { conditions, fault, reading: { value: draw.int(1, 99), unit }, lines: MIXED_LINES };
    }
    default:
      return kind satisfies never;
  }
}

/** Different labels for the rules: worst first where limits follow one another, in any order where faults are looked up. */
function drawRules(draw: Draw, kind: TriageKind, conditions: readonly Condition[]): readonly TriageRule[] {
  const drawn = draw.shuffle(TRIAGE_LABELS).slice(0, conditions.length + 1);
  const isOrdered = kind === 'threshold' || kind === 'mixed';
  const labels: readonly TriageLabel[] = isOrdered ? TRIAGE_LABELS.filter((label) => drawn.includes(label)) : drawn;
  return labels.map((label, position) => ({ condition: conditions[position] ?? { type: 'otherwise' }, label }));
}
