import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import type { Canary } from '#core/model/canary.ts';
import type { ProbedControl } from '#core/model/control-probe.ts';
import type { DeterminismCheck } from '#core/model/effective-config.ts';
import type { ControlVerdict } from '#core/model/judge-controls.ts';

/** Names of the controls as the form has them. */
export const controlNames: Readonly<Record<ProbedControl, string>> = {
  seed: 'seed',
  temperature: 'temperature',
  topK: 'top-k',
  topP: 'top-p',
  minP: 'min-p',
  repetitionPenalty: 'repetition penalty',
  maxNewTokens: 'longest output',
  stopStrings: 'stop strings',
};

/** What the determinism check said. */
export function toCheckText(check: DeterminismCheck): string {
  if (check.trials === 0) return 'not made';
  const trials = `${toCountText(check.trials)} trials twice with the same keys`;
  if (check.identical) return `passed: ${trials}, identical`;
  const at = check.firstDivergence;
  return `failed: ${trials}, ${at === null ? 'different' : `first different at output token ${at.tokenPosition + 1}`}`;
}

/** What the canary of a GPU said. */
export function toCanaryText({ verdict, reason, places, top1, maxLogitDelta, promptLengths }: Canary): string {
  if (verdict === 'unchecked') return `not made: ${reason ?? 'no reason is known'}`;
  const same = top1 === null ? 'no clear place' : `${toNumberText(100 * top1, 'count')} % same likeliest token`;
  const delta = maxLogitDelta === null ? 'not a number' : maxLogitDelta.toPrecision(2);
  const compared = `${toCountText(places)} places after prompts of ${promptLengths.join(', ')} tokens, as the processor computes them`;
  return `${verdict === 'passed' ? 'passed' : 'failed, numerically suspect'}: ${compared}: ${same}, largest |Δlogit| ${delta}`;
}

/** What the control probe said, in a line. */
export function toControlsText(verdicts: readonly ControlVerdict[]): string {
  const namesOf = (verdict: ControlVerdict['verdict']): readonly string[] =>
    verdicts.flatMap((entry) => (entry.verdict === verdict ? [controlNames[entry.control]] : []));
  const [obeyed, ignored, unseen] = [namesOf('obeyed'), namesOf('ignored'), namesOf('unseen')];
  if (obeyed.length === verdicts.length) return `passed: all ${verdicts.length} change the output as they should`;
  return [
    ...(ignored.length === 0 ? [] : [`failed: no effect of ${ignored.join(', ')}`]),
    `${obeyed.length} of ${verdicts.length} change the output as they should`,
    ...(unseen.length === 0 ? [] : [`cannot be told here: ${unseen.join(', ')}`]),
  ].join('; ');
}
