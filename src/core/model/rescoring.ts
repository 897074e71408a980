import * as z from 'zod';
import { Sha256 } from './model-ref.ts';
import { Scorer } from './scorer.ts';

/** A scorer that judged a run after it was made. */
export const AddedScorer = z.strictObject({
  scorer: Scorer,
  /** `rootHash` of the bundle to which it was added, as it was before; null when it was added to a run that was no bundle. */
  rootHash: Sha256.nullable(),
});
export type AddedScorer = z.infer<typeof AddedScorer>;

/** Most scorers that are added to one run. */
export const MAX_ADDED_SCORERS = 16;

/**
 * `rescoring.json`: the scorers that were added to a run, in order. `config.json`, and with it `configHash` and every trial key, stays that of the run; `scores.jsonl`
 * and `report.json` hold the results of both. No times: adding the same scorer to the same bundle gives the same bytes.
 */
export const Rescoring = z.strictObject({
  schemaVersion: z.literal(1),
  added: z.array(AddedScorer).min(1).max(MAX_ADDED_SCORERS),
});
export type Rescoring = z.infer<typeof Rescoring>;
