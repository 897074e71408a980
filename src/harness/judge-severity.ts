import type { SeverityLevel } from '#core/model/severity.ts';
import type { SeverityScale } from '#core/model/severity-scale.ts';
import { toSeverityLevel } from '#protocols/severity/to-severity-level.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { ScoredTrial } from './scored-trials.ts';

/** Gives a level to scored trials; null where no line of the scale fits. */
export type JudgeSeverity = (trial: ScoredTrial) => SeverityLevel | null;

/** A judge by the run's scale, or null when the configuration has none. */
export function createSeverityJudge(context: AnalysisContext): JudgeSeverity | null {
  const { config, conditionRows } = context.rows;
  const scale: SeverityScale | null = config.severity ?? null;
  if (scale === null) return null;
  const targetsByCondition = new Map(
    [...Map.groupBy(conditionRows, (row) => row.conditionId)].map(([conditionId, members]) => [
      conditionId,
      new Map(members.map((row) => [row.sampleId, row.target])),
    ]),
  );
  return ({ score, sample, transcript }) =>
    toSeverityLevel(scale.rules, {
      sample,
      targets: targetsByCondition.get(score.conditionId)?.get(score.sampleId) ?? sample.target,
      score,
      finishReason: transcript.finishReason,
    });
}
