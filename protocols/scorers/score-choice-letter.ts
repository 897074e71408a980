import type { ChoiceTier, ComparisonOf } from '#core/model/comparison.ts';
import type { Sample, SampleOptions } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { findWholeOccurrences, isWordAfter } from '../span.ts';
import { findLastLabel, findText, findWholeLabel, type Choice } from './find-choice.ts';
import { judgeChoice } from './judge-choice.ts';
import { toMiss } from './judgement.ts';
import { foldInPlace, normaliseText, toComposedText, toRawSpan } from './normalise-text.ts';

/** An output in form NFC, as the tiers read it. */
interface Reading {
  readonly text: string;
  /** `text` in lower case, unit for unit. */
  readonly folded: string;
  readonly statements: readonly string[];
  readonly options: SampleOptions;
  readonly labels: readonly string[];
}

/**
 * Compares the option that the output chooses with the target option. Tiers are tried in the order of the rule; within a tier the last place wins. The answer is
 * the folded text of the option, as for `choice`; the sentence names the tier.
 */
export function scoreChoiceLetter(rule: ComparisonOf<'choice-letter'>, sample: Sample, outputText: string): Score {
  const { options } = sample;
  if (options === null) return toMiss(null, null, 'The sample has no options.');
  const composed = toComposedText(outputText);
  const { text } = composed;
  const statements = rule.statements.map((statement) => foldInPlace(normaliseText(statement)));
  const reading = { text, folded: foldInPlace(text), statements, options, labels: options.labels ?? [] };
  for (const tier of rule.tiers) {
    const choice = findByTier(tier, reading);
    if (choice === null) continue;
    const [start, end] = choice.span;
    return judgeChoice(sample.target, options, {
      ...choice,
      span: toRawSpan(composed, start, end),
      by: `${choice.by} (${tier})`,
    });
  }
  return toMiss(null, null, 'The output names no single option.');
}

function findByTier(tier: ChoiceTier, reading: Reading): Choice | null {
  switch (tier) {
    case 'whole':
      return findWholeLabel(reading.labels, reading.text);
    case 'stated':
      return findStated(reading);
    case 'marked':
      return findMarked(reading);
    case 'text':
      return findText(reading.options.texts, reading.text, toStatedFrom(reading));
    case 'lone':
      return findLone(reading);
    default:
      return tier satisfies never;
  }
}

/** Before a label, so the cost of a search does not grow with the output. */
const REACH = 60;
const BETWEEN = /^\p{White_Space}{0,3}[:：=–—-]?\p{White_Space}{0,3}[([{*"'“「『【（]{0,4}$/u;
const AFTER_STATED = /^(?:[)\]}*"'”」』】）.,:;!?。，\n]|$)/u;

function findStated({ labels, text, folded, statements }: Reading): Choice | null {
  return findLastLabel(labels, text, true, (start, end, isExactCase) => {
    const before = folded.slice(Math.max(0, start - REACH), start);
    const ends = statements.map((statement) => findWholeOccurrences(before, statement).at(-1)?.[1] ?? -1);
    const last = Math.max(-1, ...ends);
    if (last === -1 || !BETWEEN.test(before.slice(last))) return false;
    return isExactCase || AFTER_STATED.test(text.slice(end, end + 1));
  });
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['**', '**'],
  ['（', '）'],
  ['【', '】'],
];

function findMarked({ labels, text }: Reading): Choice | null {
  return findLastLabel(labels, text, false, (start, end) => {
    if (text.charAt(end) === ')') return true;
    if (PAIRS.some(([open, close]) => text.startsWith(close, end) && text.endsWith(open, start))) return true;
    const isLineStart = start === 0 || text.charAt(start - 1) === '\n';
    return isLineStart && /^[.:：、]/u.test(text.charAt(end)) && !isWordAfter(text, end + 1);
  });
}

/** Where the last statement with a colon ends, or 0: what is said before it is not the answer. */
function toStatedFrom({ folded, statements }: Reading): number {
  const ends = statements.flatMap((statement) => findWholeOccurrences(folded, statement).map(([, end]) => end));
  const colons = ends.flatMap((end) => {
    const colon = /^\p{White_Space}{0,3}[:：]/u.exec(folded.slice(end, end + 4));
    return colon === null ? [] : [end + colon[0].length];
  });
  return colons.reduce((latest, end) => Math.max(latest, end), 0);
}

function findLone({ labels, text }: Reading): Choice | null {
  const standing = labels.filter((label) => findWholeOccurrences(text, label).length > 0);
  return standing.length === 1 ? findLastLabel(labels, text, false, () => true) : null;
}
