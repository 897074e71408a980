import type { OptionScore } from '#core/model/option-score.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score, ScorerRule } from '#core/model/scorer.ts';
import { toLargestIndex, toOptionValues } from '#core/text/likeliest-option.ts';
import { judgeChoice } from './judge-choice.ts';
import { toMiss } from './judgement.ts';

type OptionLikelihood = Extract<ScorerRule, { type: 'option-likelihood' }>;

/** What a sum was divided by, for a person. */
const PER: Readonly<Record<OptionLikelihood['per'], string>> = {
  option: '',
  token: ' per token',
  character: ' per character',
  byte: ' per byte',
};

/**
 * Compares the likeliest option with the target option, by position and never by its text: `per` "option" is `acc` of
 * lm-evaluation-harness, "character" its `acc_norm`, "byte" its `acc_bytes`. Without log-probabilities, or with another number of
 * them than the sample has options, nothing was chosen.
 */
export function scoreOptionLikelihood(
  rule: OptionLikelihood,
  sample: Pick<Sample, 'options' | 'target'>,
  optionScores: readonly OptionScore[] | null,
): Score {
  const { options, target } = sample;
  if (options === null) return toMiss(null, null, 'The sample has no options.');
  if (optionScores === null)
    return toMiss(null, null, 'The output was generated: its options have no log-probabilities.');
  if (optionScores.length !== options.texts.length)
    return toMiss(
      null,
      null,
      `${optionScores.length} options have log-probabilities, the sample has ${options.texts.length}.`,
    );
  const position = toLargestIndex(toOptionValues(optionScores, rule.per));
  const by = `the largest log-probability${PER[rule.per]} to the option at position ${position + 1}`;
  // The option was forced and not read from the output: no part of the text is the answer.
  return { ...judgeChoice(target, options, { position, span: [0, 0], by }), span: null };
}
