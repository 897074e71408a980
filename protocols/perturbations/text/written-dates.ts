import { MONTHS } from '../pools/months.ts';
import type { EditSite } from './edit-sites.ts';
import type { Script } from './script.ts';

/** Ways of writing a date. */
export const DATE_FORMS = ['iso', 'slashes', 'words'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

interface WrittenDate {
  readonly year: number;
  /** 1 … 12. */
  readonly month: number;
  /** 13 … 31: with a smaller one, 04/05 could be either. */
  readonly day: number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const NAMES = Object.values(MONTHS).slice(0, -1).flat().join('|');
const DATE = new RegExp(
  `(?<![\\p{Script=Latin}\\p{M}\\p{N}/.-])(?:(\\d{4})-(\\d{2})-(\\d{2})|(\\d{1,2})/(\\d{1,2})/(\\d{4})|(\\d{1,2}) (${NAMES}) (\\d{4})|(\\d{4})年(\\d{1,2})月(\\d{1,2})日)(?![\\p{M}\\p{N}/-])`,
  'gu',
);

function toDate(year: string, month: number, day: string): WrittenDate | null {
  const date = { year: Number(year), month, day: Number(day) };
  const last = month === 2 && isLeap(date.year) ? 29 : (LENGTHS[month - 1] ?? 0);
  return date.day > 12 && date.day <= last ? date : null;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function toMonth(name: string): number {
  return Object.values(MONTHS).reduce((month, names) => (month === 0 ? names.indexOf(name) + 1 : month), 0);
}

function write({ year, month, day }: WrittenDate, form: DateForm, script: Script): string {
  const [mm, dd] = [String(month).padStart(2, '0'), String(day).padStart(2, '0')];
  switch (form) {
    case 'iso':
      return `${year}-${mm}-${dd}`;
    case 'slashes':
      return `${dd}/${mm}/${year}`;
    case 'words':
      return script === 'han' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[script][month - 1] ?? mm} ${year}`;
    default:
      return form satisfies never;
  }
}

/** The dates of a text that have another spelling in `form`, with that spelling; dates whose day is 12 or less are left out. */
export function toDateSites(text: string, form: DateForm, script: Script): readonly EditSite[] {
  return Array.from(text.matchAll(DATE)).flatMap((match): readonly EditSite[] => {
    const [
      written,
      isoYear,
      isoMonth,
      isoDay,
      slashDay,
      slashMonth,
      slashYear,
      day,
      name,
      year,
      hanYear,
      hanMonth,
      hanDay,
    ] = match;
    const date =
      isoYear !== undefined
        ? toDate(isoYear, Number(isoMonth), isoDay ?? '')
        : slashYear !== undefined
          ? toDate(slashYear, Number(slashMonth), slashDay ?? '')
          : hanYear !== undefined
            ? toDate(hanYear, Number(hanMonth), hanDay ?? '')
            : toDate(year ?? '', toMonth(name ?? ''), day ?? '');
    const other = date === null ? written : write(date, form, script);
    return other === written ? [] : [{ start: match.index, end: match.index + written.length, replacements: [other] }];
  });
}
