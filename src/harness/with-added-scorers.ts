import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { MAX_ADDED_SCORERS, type AddedScorer } from '#core/model/rescoring.ts';

/** The configuration as analysed: that of the run with the scorers that were added to it behind its own. Its hashes are not those of the run. */
export function withAddedScorers(config: HarnessConfig, added: readonly AddedScorer[]): Result<HarnessConfig> {
  if (added.length === 0) return toOk(config);
  if (added.length > MAX_ADDED_SCORERS)
    return toFailed(
      'config-invalid',
      `${added.length} scorers were added to the run; at most ${MAX_ADDED_SCORERS} are.`,
    );
  const scorers = [...config.scorers];
  for (const { scorer } of added) {
    if (scorers.some(({ name }) => name === scorer.name)) {
      return toFailed(
        'config-invalid',
        `The run has a scorer "${scorer.name}" already: give the added one another name.`,
        {
          location: 'name',
        },
      );
    }
    scorers.push(scorer);
  }
  return toOk({ ...config, scorers });
}
