import type { ControlProbe, ProbedControl, ProbeRow, ProbeStep } from './control-probe.ts';

/**
 * `obeyed`: the control changed the output as it should. `ignored`: it did not. `unseen`: whether it acts cannot be told, because the model
 * gives the same output anyway.
 */
export interface ControlVerdict {
  readonly control: ProbedControl;
  readonly verdict: 'obeyed' | 'ignored' | 'unseen';
  /** What was seen, for a person. */
  readonly evidence: string;
}

/** What a probe says of every control; depends on its rows alone, so that a reader of a bundle comes to the same. */
export function judgeControls(probe: ControlProbe): readonly ControlVerdict[] {
  const { base, temperature } = probe;
  return [
    judgeSeed(base, probe.seed),
    judgeGreedy('temperature', 'temperature 0', base, temperature),
    judgeGreedy('topK', 'top-k 1', base, probe.topK),
    judgeGreedy('topP', 'the smallest top-p', base, probe.topP),
    judgeGreedy('minP', 'min-p 1', base, probe.minP),
    judgePenalty(temperature, probe.repetitionPenalty, probe.promptTokenIds),
    judgeLength(base, probe.maxNewTokens),
    judgeStop(base, probe.stopStrings),
  ];
}

/** Controls that the probe saw to have no effect. */
export function toIgnoredControls(probe: ControlProbe): readonly ProbedControl[] {
  return judgeControls(probe).flatMap(({ control, verdict }) => (verdict === 'ignored' ? [control] : []));
}

const toKey = ({ tokenIds }: ProbeRow): string => tokenIds.join(' ');

/** A row belongs to its key wherever it stands, and keys differ. */
function judgeSeed(base: ProbeStep, again: ProbeStep): ControlVerdict {
  const control = 'seed';
  const outputByKey = new Map(again.rows.map((row) => [row.trialKey, toKey(row)]));
  const same = base.rows.filter((row) => outputByKey.get(row.trialKey) === toKey(row)).length;
  const counts = `${same} of ${base.rows.length} answers came again under the same key`;
  if (same < base.rows.length) return { control, verdict: 'ignored', evidence: counts };
  const distinct = new Set(base.rows.map(toKey)).size;
  return distinct === 1
    ? { control, verdict: 'unseen', evidence: `${counts}, but all keys gave the same one` }
    : { control, verdict: 'obeyed', evidence: `${counts}, and ${distinct} of them differ` };
}

/** A setting under which the likeliest token always wins: all rows alike, each token the likeliest, and not what chance gave. */
function judgeGreedy(
  control: 'temperature' | 'topK' | 'topP' | 'minP',
  setting: string,
  base: ProbeStep,
  step: ProbeStep,
): ControlVerdict {
  const distinct = new Set(step.rows.map(toKey)).size;
  const isLikeliest = step.rows.every(({ smallestLead }) => smallestLead >= 0);
  if (distinct > 1 || !isLikeliest) {
    const seen = distinct > 1 ? `${distinct} different answers` : 'a token that was not the likeliest';
    return { control, verdict: 'ignored', evidence: `${setting} gave ${seen}` };
  }
  const [first] = step.rows;
  const moved = base.rows.filter((row) => first !== undefined && toKey(row) !== toKey(first)).length;
  return moved === 0
    ? { control, verdict: 'unseen', evidence: `${setting} gave the likeliest tokens, and so did chance` }
    : {
        control,
        verdict: 'obeyed',
        evidence: `${setting} gave the likeliest tokens; without it ${moved} answers differ`,
      };
}

/** Tokens of a row that stand in the prompt or earlier in the row. */
function countRepeats({ tokenIds }: ProbeRow, promptTokenIds: readonly number[]): number {
  return tokenIds.filter((token, index) => promptTokenIds.includes(token) || tokenIds.indexOf(token) < index).length;
}

function judgePenalty(greedy: ProbeStep, penalised: ProbeStep, promptTokenIds: readonly number[]): ControlVerdict {
  const control = 'repetitionPenalty';
  const [before, after] = [greedy.rows[0], penalised.rows[0]];
  if (before === undefined || after === undefined)
    return { control, verdict: 'unseen', evidence: 'there is no answer' };
  const [repeatsBefore, repeatsAfter] = [countRepeats(before, promptTokenIds), countRepeats(after, promptTokenIds)];
  const counts = `repeated tokens: ${repeatsBefore} without a penalty, ${repeatsAfter} with`;
  if (repeatsBefore === 0) return { control, verdict: 'unseen', evidence: counts };
  return { control, verdict: toKey(before) === toKey(after) ? 'ignored' : 'obeyed', evidence: counts };
}

function judgeLength(base: ProbeStep, step: ProbeStep): ControlVerdict {
  const control = 'maxNewTokens';
  const limit = step.decoding.maxNewTokens;
  const longest = Math.max(...step.rows.map(({ tokenIds }) => tokenIds.length));
  const cut = base.rows.filter(({ tokenIds }) => tokenIds.length > limit).length;
  const evidence = `a limit of ${limit} tokens gave at most ${longest}; without it ${cut} answers are longer`;
  if (longest > limit) return { control, verdict: 'ignored', evidence };
  const isBeginning = step.rows.every((row) => {
    const whole = base.rows.find(({ trialKey }) => trialKey === row.trialKey);
    return whole === undefined || row.tokenIds.every((token, index) => token === whole.tokenIds[index]);
  });
  if (!isBeginning)
    return { control, verdict: 'ignored', evidence: `${evidence}, and it changes the tokens before it` };
  return { control, verdict: cut === 0 ? 'unseen' : 'obeyed', evidence };
}

function judgeStop(base: ProbeStep, step: ProbeStep | null): ControlVerdict {
  const control = 'stopStrings';
  const [stopString] = step?.decoding.stopStrings ?? [];
  if (step === null || stopString === undefined)
    return { control, verdict: 'unseen', evidence: 'no answer has text to stop at' };
  const quoted = JSON.stringify(stopString);
  const whole = base.rows.find(({ text }) => text.includes(stopString));
  const row = step.rows.find(({ trialKey }) => trialKey === whole?.trialKey);
  if (whole === undefined || row === undefined)
    return { control, verdict: 'unseen', evidence: `no answer contains ${quoted}` };
  const position = whole.text.indexOf(stopString);
  const isCut = row.text === whole.text.slice(0, position) && row.finishReason === 'stop-string';
  return isCut
    ? { control, verdict: 'obeyed', evidence: `the answer ends before ${quoted}` }
    : { control, verdict: 'ignored', evidence: `the answer goes on behind ${quoted}` };
}
