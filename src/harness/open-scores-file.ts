import { toOk, type Result } from '#core/errors/result.ts';
import type { AnalysisConfig } from '#core/model/harness-config.ts';
import type { ScoresReport } from '#core/model/scores-report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { analyseScoresFile } from './analyse-scores-file.ts';
import { parseScoresFile } from './parse-scores-file.ts';
import { toScoresCondition } from './scores-conditions.ts';
import { GIVEN_SCORER } from './scores-rows.ts';

/** How a scores file is analysed when nobody says otherwise. */
export const SCORES_ANALYSIS: AnalysisConfig = { level: 0.95, bootstrap: { resamples: 2000, seed: 1 } };

/** Reads and analyses a scores file. Fails as `parseScoresFile` does. */
export function openScoresFile(bytes: Uint8Array, name: string): Result<ScoresReport> {
  const file = parseScoresFile(bytes, name);
  if (!file.ok) return file;
  const report = analyseScoresFile(file.value, SCORES_ANALYSIS);
  const conditionIds = new Set([ORIGINAL, ...report.counts.map(({ conditionId }) => conditionId)]);
  return toOk({ report, conditions: [...conditionIds].map(toScoresCondition), scorer: GIVEN_SCORER.name });
}
