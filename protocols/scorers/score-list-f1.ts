import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { toMiss } from './judgement.ts';
import { foldText, normaliseText, toMappedText, toRawSpan } from './normalise-text.ts';
import { toMeasuredScore } from './score-measure.ts';

type ListRule = ComparisonOf<'list-f1'>;

/** How often each entry stands in a list. */
type Entries = ReadonlyMap<string, number>;

/**
 * F1 of the entries of the output against those of the nearest target: 2 × shared ÷ (given + wanted), 1 when both are empty. The answer is the list of
 * entries as JSON, sorted by UTF-16 units; an output without entries is unparsable unless a target has none.
 */
export function scoreListF1(rule: ListRule, sample: Sample, outputText: string): Score {
  const given = toEntries(rule, splitEntries(rule, outputText));
  const wanted =
    rule.targets === 'entries'
      ? [
          toEntries(
            rule,
            sample.target.map((target) => toEntry(rule, target)),
          ),
        ]
      : sample.target.map((target) => toEntries(rule, splitEntries(rule, target)));
  const nearest = wanted
    .map((entries) => ({ entries, f1: toF1(given, entries) }))
    .reduce((best, next) => (next.f1 > best.f1 ? next : best));
  if (given.size === 0 && nearest.f1 === 0) return toMiss(null, null, 'The output has no entry.');
  const answer = JSON.stringify([...given].flatMap(([entry, count]) => Array<string>(count).fill(entry)).toSorted());
  const mapped = toMappedText(outputText, false);
  const span = mapped.text === '' ? null : toRawSpan(mapped, 0, mapped.text.length);
  const shared = countShared(given, nearest.entries);
  const why = `${shared} of ${countAll(given)} entries given are among the ${countAll(nearest.entries)} wanted: F1 = ${nearest.f1.toFixed(3)}.`;
  return toMeasuredScore(nearest.f1, rule.passAt, { answer, span, why });
}

function toF1(given: Entries, wanted: Entries): number {
  const total = countAll(given) + countAll(wanted);
  return total === 0 ? 1 : (2 * countShared(given, wanted)) / total;
}

function countAll(entries: Entries): number {
  return [...entries.values()].reduce((sum, count) => sum + count, 0);
}

function countShared(given: Entries, wanted: Entries): number {
  return [...given].reduce((sum, [entry, count]) => sum + Math.min(count, wanted.get(entry) ?? 0), 0);
}

function toEntries(rule: ListRule, texts: readonly string[]): Entries {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, rule.of === 'set' ? 1 : (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Separators are looked for in the raw text: a line end is one before white space is collapsed. Longer ones first. */
function splitEntries(rule: ListRule, text: string): readonly string[] {
  const separators = rule.separators
    .map((separator) => separator.normalize('NFC'))
    .toSorted((a, b) => b.length - a.length);
  let parts = [text.normalize('NFC')];
  for (const separator of separators) parts = parts.flatMap((part) => part.split(separator));
  return parts.map((part) => toEntry(rule, part));
}

const LIST_MARK = /^(?:[-*•]|[0-9]{1,3}[.)])(?: |$)/u;

function toEntry(rule: ListRule, text: string): string {
  const entry = normaliseText(text).replace(LIST_MARK, '');
  return rule.ignoreCase ? foldText(entry) : entry;
}
