import { ABOVE, LABEL_TERMS, type RuleStyle } from './triage-templates.ts';
import { fillBilingual } from './bilingual.ts';
import type { Language } from './example.ts';
import type { Term } from './lexicon.ts';
import type { TriageLabel } from './severity.ts';

/** When a rule applies: a named fault, a reading over a limit in the same unit, or always. */
export type Condition =
  | { readonly type: 'fault'; readonly fault: Term }
  | { readonly type: 'above'; readonly limit: number; readonly unit: string }
  | { readonly type: 'otherwise' };

/** One line of a rule table; the first that applies gives the label. */
export interface TriageRule {
  readonly condition: Condition;
  readonly label: TriageLabel;
}

/** What a log line states, as far as rules look at it. */
export interface TriageState {
  readonly fault: Term | null;
  readonly reading: number | null;
}

/** The label of the first rule that applies; a table ends with `otherwise`, so there is one. */
export function toTriageLabel(rules: readonly TriageRule[], state: TriageState): TriageLabel {
  const rule = rules.find(({ condition }) => isMet(condition, state));
  if (rule === undefined) throw new Error('a rule table lacks its last rule');
  return rule.label;
}

function isMet(condition: Condition, { fault, reading }: TriageState): boolean {
  switch (condition.type) {
    case 'fault':
      return fault !== null && fault.en === condition.fault.en;
    case 'above':
      return reading !== null && reading > condition.limit;
    case 'otherwise':
      return true;
    default:
      return condition satisfies never;
  }
}

/** The table as the prompt writes it. */
export function toRuleText(rules: readonly TriageRule[], style: RuleStyle, language: Language): string {
  return rules
    .map(({ condition, label }) =>
      condition.type === 'otherwise'
        ? fillBilingual(style.otherwise, language, { label: LABEL_TERMS[label] })
        : fillBilingual(style.rule, language, { label: LABEL_TERMS[label], condition: toConditionTerm(condition) }),
    )
    .join(style.join);
}

/** The condition in both languages. */
export function toConditionTerm(condition: Condition): Term {
  switch (condition.type) {
    case 'fault':
      return condition.fault;
    case 'above': {
      const reading = `${condition.limit} ${condition.unit}`;
      const term = { en: reading, hi: reading };
      return { en: fillBilingual(ABOVE, 'en', { reading: term }), hi: fillBilingual(ABOVE, 'hi', { reading: term }) };
    }
    case 'otherwise':
      return { en: 'otherwise', hi: 'otherwise' };
    default:
      return condition satisfies never;
  }
}
