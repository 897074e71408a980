import type { SampleOptions } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import type { Choice } from './find-choice.ts';
import { toMiss, toQuote, toSuccess } from './judgement.ts';
import { foldText } from './normalise-text.ts';

/** A chosen option against the target options. The answer is the folded text of the option, so that it agrees across conditions that move options. */
export function judgeChoice(targets: readonly string[], options: SampleOptions, choice: Choice): Score {
  const answer = toAnswer(options, choice.position);
  const wanted = new Set(targets.map((target) => toTargetAnswer(options, target)));
  const label = options.labels?.[choice.position];
  const named = `${choice.by}, which is ${label === undefined ? '' : `option ${label}, `}${toQuote(answer)}`;
  return wanted.has(answer)
    ? toSuccess(answer, [...choice.span], `The output gives ${named}: the target option.`)
    : toMiss(answer, [...choice.span], `The output gives ${named}: not the target option.`);
}

function toAnswer(options: SampleOptions, position: number): string {
  return foldText(options.texts[position] ?? '');
}

function toTargetAnswer(options: SampleOptions, target: string): string {
  const wanted = foldText(target);
  const position = (options.labels ?? []).findIndex((label) => foldText(label) === wanted);
  return position === -1 ? wanted : toAnswer(options, position);
}
