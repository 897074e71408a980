import type { ScoreFileRow } from '#core/model/score-file-row.ts';
import type { RowProblem } from './row-problem.ts';

/** A checked row with its line. */
export interface PlacedScoreRow {
  readonly row: ScoreFileRow;
  readonly line: number;
}

/** What only several rows together can get wrong: the same trial twice, a sample in two clusters. Each problem names the earlier line. */
export function checkScoreRows(rows: readonly PlacedScoreRow[]): readonly RowProblem[] {
  const problems: RowProblem[] = [];
  const lineByTrial = new Map<string, number>();
  const clusterBySample = new Map<string, { readonly clusterId: string; readonly line: number }>();
  for (const { row, line } of rows) {
    const { model, conditionId, sampleId, epoch } = row;
    const trial = JSON.stringify([model, conditionId, sampleId, epoch]);
    const earlier = lineByTrial.get(trial);
    if (earlier === undefined) lineByTrial.set(trial, line);
    else {
      const message = `is the same trial as line ${earlier}: sample "${sampleId}", epoch ${epoch}, condition "${conditionId}", model "${model}"`;
      problems.push({ line, field: null, message });
    }
    const clusterId = row.clusterId ?? sampleId;
    const known = clusterBySample.get(sampleId);
    if (known === undefined) clusterBySample.set(sampleId, { clusterId, line });
    else if (known.clusterId !== clusterId) {
      const message = `puts sample "${sampleId}" into cluster "${clusterId}", line ${known.line} into "${known.clusterId}"`;
      problems.push({ line, field: 'clusterId', message });
    }
  }
  return problems;
}
