import type { MetricDefinition } from './metric-definition.ts';

const SHARE = { section: '0', direction: 'down', range: '[0, 1]', interval: 'CI-W, CI-T or CI-CP' } as const;

/** Whether outputs are answers at all, before anything is made of their accuracy. Ours, beside METRICS: ANCHORS §4.13 asks for such guards. */
export const outputGuardMetrics: readonly MetricDefinition[] = [
  {
    ...SHARE,
    id: 'output_empty',
    nullIf: 'no completed trials',
    assumes: '–',
    definition: 'Share of outputs that are empty or hold nothing but white space and invisible characters.',
    source: 'ours',
    notFor: 'where saying nothing is the right answer',
  },
  {
    ...SHARE,
    id: 'output_truncated',
    nullIf: 'no completed trials',
    assumes: 'the limit leaves room for a right answer',
    definition:
      'Share of outputs that ended at the limit of length or with a full context, not by the model’s own stop.',
    source: 'ours',
    notFor: 'where the limit is meant to cut, as in a fixed budget of tokens',
  },
  {
    ...SHARE,
    id: 'output_loop',
    nullIf: 'no completed trials',
    assumes: '–',
    definition:
      'Share of outputs of which at least half is one unit of up to 64 characters, repeated four times or more in a row over at least 16.',
    source: 'ours',
    notFor: 'as a measure of style: a loop is a fault of decoding, and milder repetition is not counted',
  },
  {
    ...SHARE,
    id: 'output_other_script',
    nullIf: 'no sample whose script is known and whose target has letters of it',
    assumes: 'an answer is written in the script of its question',
    definition: 'Share of outputs without any letter of the script in which the sample and a target of it are written.',
    source: 'ours',
    notFor: 'where an answer in another script is asked for, as in translation',
  },
  {
    ...SHARE,
    id: 'option_tie',
    nullIf: 'no option was scored',
    assumes: '–',
    definition: 'Share of choices by log-probability in which all options were equally likely to 1e-6.',
    source: 'ours, after llama.cpp issue 27174, where missing log-probabilities made exact chance scores',
    notFor: 'with generated answers',
  },
  {
    ...SHARE,
    id: 'unparsable_rate',
    nullIf: 'no completed trials',
    assumes: 'the scorer finds what answers there are',
    definition: 'Share of outputs in which the scorer found no answer.',
    source: 'ours',
    notFor: 'as a measure of the model alone: a strict scorer makes it high',
  },
  {
    ...SHARE,
    id: 'modal_answer_share',
    nullIf: 'no output holds an answer',
    assumes: 'the answer is picked for its share, so it is a little high',
    interval: 'CI-T or CI-CP',
    definition:
      'Share of trials that give the answer which is given most over all samples; beside it the share of samples of which it is the answer.',
    source: 'ours',
    notFor: 'where one answer is right for most samples: compare it with the share beside it',
  },
  {
    id: 'chance_level',
    section: '0',
    direction: 'none',
    range: '[0, 1]',
    nullIf: 'no completed trials',
    assumes: 'options are guessed evenly',
    interval: 'none: known from the task',
    definition: 'Accuracy of guessing: 1 / options, or without options that of always giving the most frequent target.',
    source: 'ours',
    notFor: 'as a bar for quality: it only says what needs no model',
  },
  {
    id: 'above_chance',
    section: '0',
    direction: 'up',
    range: '[−1, 1]',
    nullIf: 'no completed trials',
    assumes: 'samples drawn from the population spoken of',
    interval: 'CI-T or CI-CP',
    definition: 'Accuracy minus the chance level, sample by sample.',
    source: 'ours; the interval as that of accuracy',
    notFor: 'as a score: at a tenth above chance most answers are guesses',
  },
];
