import type { EditSite } from './edit-sites.ts';

/** Ways of grouping the digits of a whole number. */
export const NUMBER_FORMS = ['plain', 'commas', 'spaces', 'lakhs'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];

// Plain numbers of four digits are mostly years; more than ten are mostly identifiers.
const NUMBER =
  /(?<![\p{Script=Latin}\p{M}\p{N}#.,/:+-]|[.,] )(?:[0-9]{5,10}|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?![\p{N}/:-]|[.,][0-9]| [0-9])/gu;

function write(digits: string, form: NumberForm): string {
  switch (form) {
    case 'plain':
      return digits;
    case 'commas':
      return digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
    case 'spaces':
      return digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ' ');
    case 'lakhs':
      return digits.replace(/\B(?=(?:[0-9]{2})*[0-9]{3}$)/g, ',');
    default:
      return form satisfies never;
  }
}

/** The whole numbers of a text that have another spelling in `form`, with that spelling. Numbers with leading zeros stay. */
export function toNumberSites(text: string, form: NumberForm): readonly EditSite[] {
  return Array.from(text.matchAll(NUMBER)).flatMap((match): readonly EditSite[] => {
    const [written] = match;
    const digits = written.replace(/[, ]/g, '');
    const other = digits.startsWith('0') ? written : write(digits, form);
    return other === written ? [] : [{ start: match.index, end: match.index + written.length, replacements: [other] }];
  });
}
