import { toOk, type Result } from '#core/errors/result.ts';
import type { DeterminismCheck } from '#core/model/effective-config.ts';
import type { GroupOutput } from '#workers/contract/inference.ts';
import { answerGroup, type GroupWork } from './answer-group.ts';
import type { ModelSession } from './ports.ts';

/** Runs one group twice with the same keys and compares every token and log-probability (DESIGN §5.5). */
export async function checkDeterminism(
  session: ModelSession,
  work: GroupWork,
  signal: AbortSignal,
): Promise<Result<DeterminismCheck>> {
  const first = await answerGroup(session, work, signal);
  if (!first.ok) return first;
  const second = await answerGroup(session, work, signal);
  if (!second.ok) return second;
  const firstDivergence = findDivergence(first.value, second.value);
  return toOk({ trials: work.request.trialKeys.length, identical: firstDivergence === null, firstDivergence });
}

function findDivergence(first: GroupOutput, second: GroupOutput): DeterminismCheck['firstDivergence'] {
  for (const [index, row] of first.rows.entries()) {
    const other = second.rows[index];
    if (JSON.stringify(row.output) === JSON.stringify(other?.output)) continue;
    const position = row.output.logprobs.findIndex(
      (token, at) => JSON.stringify(token) !== JSON.stringify(other?.output.logprobs[at]),
    );
    return { trialKey: row.trialKey, tokenPosition: position === -1 ? row.output.logprobs.length : position };
  }
  return null;
}
