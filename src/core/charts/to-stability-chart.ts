import type { ScoreRow } from '../bundle/rows.ts';
import type { Sample } from '../model/sample.ts';
import { ORIGINAL } from '../model/trial.ts';
import type { CellOutcome, HeatChart, HeatRow } from './chart-spec.ts';

/**
 * Every sample by every epoch of the plain prompt, sorted by how often it passes: samples that always pass first, those that never do last,
 * and between them those whose outcome is a matter of the seed.
 * @param scores of one model and one scorer; a trial without one is missing.
 * @param epochs planned, ≥ 1.
 */
export function toStabilityChart(samples: readonly Sample[], scores: readonly ScoreRow[], epochs: number): HeatChart {
  const bySample = Map.groupBy(
    scores.filter(({ conditionId }) => conditionId === ORIGINAL),
    ({ sampleId }) => sampleId,
  );
  const rows = samples.map(({ sampleId, family }): HeatRow => {
    const cells = Array.from({ length: epochs }, (): CellOutcome => 'missing');
    for (const score of bySample.get(sampleId) ?? []) {
      if (score.epoch <= epochs) cells[score.epoch - 1] = toOutcome(score);
    }
    return { label: sampleId, group: family, cells };
  });
  return {
    type: 'heat',
    title: 'Every sample, every epoch',
    description:
      'A row is a sample, a column an epoch of its plain prompt. Samples that always pass are at the top, those that never do at the bottom; whatever lies between depends on the seed, and one attempt would not show it.',
    rowColumn: 'Sample',
    groupColumn: 'Family',
    xLabel: 'Epoch',
    columns: Array.from({ length: epochs }, (_, index) => String(index + 1)),
    rows: rows.toSorted((a, b) => toPassShare(b) - toPassShare(a) || (a.label < b.label ? -1 : 1)),
  };
}

/** Samples by how their epochs come out; a row without any outcome is in none of them. */
export interface StabilityCounts {
  readonly always: number;
  readonly sometimes: number;
  readonly never: number;
}

/** How many rows always, sometimes and never pass, of the trials that came to an end. */
export function toStabilityCounts({ rows }: HeatChart): StabilityCounts {
  const shares = rows.map(toPassShare).filter((share) => share >= 0);
  const always = shares.filter((share) => share === 1).length;
  const never = shares.filter((share) => share === 0).length;
  return { always, never, sometimes: shares.length - always - never };
}

/** Passed and finished trials of a row. */
export function toPassed({ cells }: HeatRow): { readonly passed: number; readonly trials: number } {
  return {
    passed: cells.filter((cell) => cell === 'pass').length,
    trials: cells.filter((cell) => cell !== 'missing').length,
  };
}

/** In [0, 1]; −1 for a row without any outcome, which so comes last. */
function toPassShare(row: HeatRow): number {
  const { passed, trials } = toPassed(row);
  return trials === 0 ? -1 : passed / trials;
}

function toOutcome({ success, answer }: ScoreRow): CellOutcome {
  if (success === 1) return 'pass';
  return answer === null ? 'unparsable' : 'fail';
}
