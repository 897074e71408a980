import type { Evaluation, EvaluationCost, LetterCell, SplitCell } from './evaluation.ts';
import { EVALUATION_SPLITS } from './evaluation-prompts.ts';
import type { AccuracyCell } from './evaluation.ts';
import { toTargets } from './evaluation-targets.ts';
import type { Outcome } from './evaluate-model.ts';
import { DECLINE_SENTENCE } from '#protocols/tasks/maintenance-desk/generator/decline-templates.ts';
import { INTERVAL_LEVEL, toShare } from './share.ts';

/** How a pass over all prompts was made, and what it cost. */
export type Pass = Omit<EvaluationCost, 'prompts' | 'promptTokens' | 'answerTokens'>;

/** What is the same for every pass. */
export type EvaluationFrame = Pick<Evaluation, 'seed' | 'samples' | 'files' | 'machine'>;

/** Everything that an evaluation reports, from the outcomes of its passes. */
export function toEvaluation(
  frame: EvaluationFrame,
  passes: readonly { readonly pass: Pass; readonly outcomes: readonly Outcome[] }[],
): Evaluation {
  const measured = {
    accuracies: passes.flatMap(({ pass, outcomes }) => toAccuracies(outcomes, pass)),
    letterForm: passes.flatMap(({ pass, outcomes }) => toLetterForm(outcomes, pass)),
    nullDispatch: passes.flatMap(({ pass, outcomes }) => toNullDispatch(outcomes, pass)),
    inScopeDeclines: passes.flatMap(({ pass, outcomes }) => toInScopeDeclines(outcomes, pass)),
  };
  return {
    schemaVersion: 1,
    seed: frame.seed,
    samples: frame.samples,
    level: INTERVAL_LEVEL,
    files: frame.files,
    ...measured,
    targets: [...toTargets(measured)],
    machine: frame.machine,
    costs: passes.map(({ pass, outcomes }) => toCost(outcomes, pass)),
  };
}

type Condition = Pick<EvaluationCost, 'precision' | 'decoding'>;

function toCondition({ precision, decoding }: Condition): Condition {
  return { precision, decoding };
}

/** Shares by split, family and language, and by kind inside them, in the order of the prompts. */
export function toAccuracies(outcomes: readonly Outcome[], condition: Condition): readonly AccuracyCell[] {
  const groups = new Map<string, { readonly cell: Pick<AccuracyCell, 'kind'>; readonly members: Outcome[] }>();
  for (const outcome of outcomes) {
    const { split, family, language, kind } = outcome.prompt.example;
    for (const groupKind of [null, kind]) {
      const key = JSON.stringify([split, family, language, groupKind]);
      const group = groups.get(key) ?? { cell: { kind: groupKind }, members: [] };
      group.members.push(outcome);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ cell, members }) => {
    const [first] = members;
    const share = toShare(members.map(({ isRight }) => isRight));
    if (first === undefined || share === null || first.prompt.example.split === 'train') return [];
    const { split, family, language } = first.prompt.example;
    return [{ split, family, language, ...cell, ...toCondition(condition), ...share }];
  });
}

function toLetterForm(outcomes: readonly Outcome[], condition: Condition): readonly LetterCell[] {
  const letters = outcomes.filter(({ prompt: { example } }) => example.kind.startsWith('letter-'));
  const kinds = [...new Set(letters.map(({ prompt }) => prompt.example.kind))].toSorted();
  return EVALUATION_SPLITS.flatMap((split) =>
    [null, ...kinds].flatMap((kind) => {
      const own = letters.filter(
        ({ prompt: { example } }) => example.split === split && (kind === null || example.kind === kind),
      );
      const share = toShare(own.map(({ isRight }) => isRight));
      if (share === null) return [];
      const chances = own.map(({ prompt }) => 1 / (prompt.example.options?.texts.length ?? 1));
      const chance = chances.reduce((sum, value) => sum + value, 0) / chances.length;
      return [{ split, kind, ...toCondition(condition), ...share, chance }];
    }),
  );
}

function toNullDispatch(outcomes: readonly Outcome[], condition: Condition): readonly SplitCell[] {
  const due = outcomes.filter(
    ({ prompt: { example } }) => example.family === 'dispatch' && example.kind.startsWith('null-'),
  );
  return toSplitCells(due, condition, ({ isRight }) => isRight);
}

function toInScopeDeclines(outcomes: readonly Outcome[], condition: Condition): readonly SplitCell[] {
  const inScope = outcomes.filter(({ prompt }) => prompt.example.family !== 'decline');
  return toSplitCells(inScope, condition, ({ text }) => text.trim() === DECLINE_SENTENCE);
}

function toSplitCells(
  outcomes: readonly Outcome[],
  condition: Condition,
  accepts: (outcome: Outcome) => boolean,
): readonly SplitCell[] {
  return EVALUATION_SPLITS.flatMap((split) => {
    const share = toShare(outcomes.filter(({ prompt }) => prompt.example.split === split).map(accepts));
    return share === null ? [] : [{ split, ...toCondition(condition), ...share }];
  });
}

function toCost(outcomes: readonly Outcome[], { cpuSeconds, wallSeconds, ...condition }: Pass): EvaluationCost {
  return {
    ...toCondition(condition),
    prompts: outcomes.length,
    promptTokens: outcomes.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    answerTokens: outcomes.reduce((sum, { answerTokens }) => sum + answerTokens, 0),
    cpuSeconds,
    wallSeconds,
  };
}
