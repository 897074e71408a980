import type { NullTerm } from './count-tail.ts';
import { countTail, toGcd } from './count-tail.ts';
import type { SummedStatistic } from './draw-tails.ts';
import { drawTails } from './draw-tails.ts';
import type { CellCounts, CellNull } from './label-null.ts';
import { toCellDifference, toCellNull } from './label-null.ts';
import type { ReplicationSettings } from './replication-settings.ts';

type PermutationSettings = Pick<ReplicationSettings, 'permutations' | 'drawIndex'>;

/** A cell with its place in the mean over samples. */
export interface SampleCell extends CellCounts {
  /** Cells of the same sample, ≥ 1: the sample's mean is over them, and the mean over samples gives each sample weight 1. */
  readonly cellsOfSample: number;
}

/** A permutation test of one statistic. */
export interface LabelTest {
  /** Observed statistic, ≥ 0. */
  readonly statistic: number;
  /** P(statistic at least as large | labels mean nothing), in (0, 1]. */
  readonly pValue: number;
  /** True when every relabelling was counted, false when relabellings were drawn. */
  readonly isExact: boolean;
}

/** Both tests of DESIGN §8; null where no relabelling changes the statistic, so that there is nothing to test. */
export interface LabelTests {
  /** T = Σ over cells of the squared difference of success rates: any change of the process. */
  readonly squares: LabelTest | null;
  /** |mean over samples of the difference|: a change of the mean. */
  readonly mean: LabelTest | null;
}

/**
 * Differences are counted in whole parts of 1 / lcm of the trials, so that ties are ties. Where that is finer than these, differences are
 * rounded to them: sums over 100,000 cells stay whole numbers that a double holds.
 */
const FINEST_SQUARE = 2 ** 18;
const FINEST_MEAN = 2 ** 30;

/**
 * Tests that relabelling the trials of two runs changes nothing, cell by cell (`toCellNull`). Exact while counting is cheap, which it is when
 * cells have equally many trials and are not too many, else over random relabellings with p = (1 + #) / (B + 1).
 * Valid whatever the success rates of the cells are. Source: DESIGN §8; METRICS §8 L2.
 */
export function testLabels(cells: readonly SampleCell[], settings: PermutationSettings): LabelTests {
  const rates = cells.reduce((unit, cell) => toLcm(unit, toLcm(cell.trialsA, cell.trialsB)), 1);
  const samples = cells.reduce((unit, cell) => toLcm(unit, cell.cellsOfSample), 1);
  const squareUnit = Math.min(rates, FINEST_SQUARE);
  const meanUnit = Math.min(rates * samples, FINEST_MEAN);
  const sampleCount = cells.reduce((sum, { cellsOfSample }) => sum + 1 / cellsOfSample, 0);
  const nulls = cells.map(toCellNull);
  const squares = toStatistic(cells, nulls, squareUnit ** 2, (difference) => (difference * squareUnit) ** 2);
  const mean = toStatistic(cells, nulls, meanUnit * sampleCount, (difference, cell) => {
    return (difference * meanUnit) / cell.cellsOfSample;
  });
  const uncounted = [squares, mean].filter((statistic) => statistic !== null && statistic.exact === null);
  const drawn = drawTails(
    nulls,
    uncounted.flatMap((statistic) => statistic ?? []),
    settings,
  );
  const toTest = (statistic: Statistic | null): LabelTest | null => {
    if (statistic === null) return null;
    const pValue = statistic.exact ?? drawn[uncounted.indexOf(statistic)] ?? 1;
    const isExact = statistic.exact !== null;
    return { statistic: statistic.observed / statistic.unit, pValue: Math.min(1, pValue), isExact };
  };
  return { squares: toTest(squares), mean: toTest(mean) };
}

/** A statistic that sums whole numbers over cells. */
interface Statistic extends SummedStatistic {
  /** Whole numbers in one of the statistic. */
  readonly unit: number;
  /** P(|sum| ≥ observed) by counting; null where that costs too much. */
  readonly exact: number | null;
}

/** @param toPart what a cell's difference adds, rounded to a whole number.  @returns null where no relabelling changes a part. */
function toStatistic(
  cells: readonly SampleCell[],
  nulls: readonly CellNull[],
  unit: number,
  toPart: (difference: number, cell: SampleCell) => number,
): Statistic | null {
  const terms = cells.map((cell, index): NullTerm => {
    const { differences, probabilities } = nulls[index] ?? toCellNull(cell);
    return { values: differences.map((difference) => Math.round(toPart(difference, cell))), probabilities };
  });
  const varying = terms.filter(isVarying);
  if (varying.length === 0) return null;
  const observed = Math.abs(cells.reduce((sum, cell) => sum + Math.round(toPart(toCellDifference(cell), cell)), 0));
  const fixed = terms.reduce((sum, term) => sum + (isVarying(term) ? 0 : (term.values[0] ?? 0)), 0);
  const values = terms.map((term) => term.values);
  return { values, observed, unit, exact: countTail(varying, fixed, observed) };
}

function isVarying({ values }: NullTerm): boolean {
  return values.some((value) => value !== values[0]);
}

/** Least common multiple; large ones are cut, because nothing finer is used. */
function toLcm(a: number, b: number): number {
  return Math.min((a / toGcd(a, b)) * b, FINEST_MEAN);
}
