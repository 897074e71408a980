import type { Estimate } from '../model/report.ts';
import {
  findOutputProblems,
  isDegenerate,
  type GuardMetric,
  type OutputProblem,
} from '../stats/output-guard/output-problems.ts';

const NAMES: Readonly<Record<string, string>> = {
  latin: 'Latin',
  devanagari: 'Devanagari',
  bangla: 'Bangla',
  kannada: 'Kannada',
  arabic: 'Arabic',
  han: 'Han',
};

const SAYS: Readonly<Record<Exclude<GuardMetric, 'above_chance'>, string>> = {
  output_empty: 'are empty',
  output_truncated: 'end at the limit of length',
  output_loop: 'repeat themselves',
  output_other_script: 'hold no letter of the prompts’ script',
  option_tie: 'find all options equally likely',
  unparsable_rate: 'hold no answer',
  modal_answer_share: 'give one and the same answer',
};

/** Script of a group of samples in words. */
export function toScriptName(script: Estimate['params'][string] | undefined): string {
  return NAMES[String(script)] ?? 'another';
}

/**
 * What the guard says of the plain outputs of one model, a sentence for each script with problems. Accuracy against guessing is told by
 * family where families are told apart, since one family may hide behind another.
 */
export function toOutputSentences(estimates: readonly Estimate[]): readonly string[] {
  const problems = findOutputProblems(estimates);
  return [...Map.groupBy(problems, ({ estimate }) => estimate.params['script'])].flatMap(([script, members]) => {
    const where = `on prompts in ${toScriptName(script)} script`;
    const whole = members.filter((problem) => isDegenerate(problem) && problem.estimate.params['family'] === undefined);
    const parts = members.filter((problem) => isDegenerate(problem) && problem.estimate.params['family'] !== undefined);
    const told = whole.length > 0 ? whole : parts;
    const guesses = toGuesses(members);
    return [
      ...(told.length === 0
        ? []
        : [
            `${where} the answers look degenerate: ${told.map(toClause).join('; ')}. Accuracy and consistency of such outputs say nothing, however high the agreement.`,
          ]),
      ...(guesses.length === 0
        ? []
        : [`${where} the accuracy is not above that of guessing${guesses.map(toGuessClause).join(',')}.`]),
    ];
  });
}

/** The whole, or if that is above chance the families that are not. */
function toGuesses(members: readonly OutputProblem[]): readonly OutputProblem[] {
  const guesses = members.filter((problem) => !isDegenerate(problem));
  const whole = guesses.filter(({ estimate }) => estimate.params['family'] === undefined);
  return whole.length > 0 ? whole : guesses;
}

function toClause({ metric, estimate }: OutputProblem): string {
  if (metric === 'above_chance' || estimate.value === null) return '';
  const { family, answer } = estimate.params;
  const of = family === undefined ? '' : ` of ${String(family)}`;
  const which = metric === 'modal_answer_share' ? ` (${JSON.stringify(String(answer))})` : '';
  return `${toPercent(estimate.value)}${of}${toRange(estimate)} ${SAYS[metric]}${which}`;
}

function toGuessClause({ estimate }: OutputProblem): string {
  const { family } = estimate.params;
  const of = family === undefined ? '' : ` in ${String(family)}`;
  return `${of} (difference ${(estimate.value ?? 0).toFixed(2)}${toDifferenceRange(estimate)})`;
}

function toRange({ interval }: Estimate): string {
  return interval === null ? '' : ` [${toPercent(interval.lower ?? 0)}, ${toPercent(interval.upper ?? 1)}]`;
}

function toDifferenceRange({ interval }: Estimate): string {
  return interval === null ? '' : ` [${(interval.lower ?? -1).toFixed(2)}, ${(interval.upper ?? 1).toFixed(2)}]`;
}

function toPercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
