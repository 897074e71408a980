import type { NullTerm } from './count-tail.ts';
import { countTail, toGcd } from './count-tail.ts';
import type { CellCounts } from './label-null.ts';
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

/** Steps in which a uniform number is drawn. */
const WORDS = 4_294_967_296;

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
  const toSquare = (difference: number): number => (difference * squareUnit) ** 2;
  const toPart = (difference: number, cell: SampleCell): number => (difference * meanUnit) / cell.cellsOfSample;
  const sampleCount = cells.reduce((sum, { cellsOfSample }) => sum + 1 / cellsOfSample, 0);
  return {
    squares: testSum(cells, toSquare, squareUnit ** 2, settings),
    mean: testSum(cells, toPart, meanUnit * sampleCount, settings),
  };
}

/** @param toWhole what a cell's difference adds, a whole number but for rounding.  @param unit whole numbers in one of the statistic. */
function testSum(
  cells: readonly SampleCell[],
  toWhole: (difference: number, cell: SampleCell) => number,
  unit: number,
  settings: PermutationSettings,
): LabelTest | null {
  const terms = cells.map((cell): NullTerm => {
    const { differences, probabilities } = toCellNull(cell);
    return { values: differences.map((difference) => Math.round(toWhole(difference, cell))), probabilities };
  });
  const observed = Math.abs(cells.reduce((sum, cell) => sum + Math.round(toWhole(toCellDifference(cell), cell)), 0));
  const varying = terms.filter(isVarying);
  if (varying.length === 0) return null;
  const fixed = terms.reduce((sum, term) => sum + (isVarying(term) ? 0 : (term.values[0] ?? 0)), 0);
  const exact = countTail(varying, fixed, observed);
  const pValue = exact ?? drawPValue(varying, fixed, observed, settings);
  return { statistic: observed / unit, pValue: Math.min(1, pValue), isExact: exact !== null };
}

function isVarying({ values }: NullTerm): boolean {
  return values.some((value) => value !== values[0]);
}

function drawPValue(
  terms: readonly NullTerm[],
  fixed: number,
  observed: number,
  { permutations, drawIndex }: PermutationSettings,
): number {
  const tables = terms.map(({ values, probabilities }) => {
    let total = 0;
    return { values, cumulative: probabilities.map((probability) => (total += probability)) };
  });
  let atLeast = 0;
  for (let permutation = 0; permutation < permutations; permutation += 1) {
    let sum = fixed;
    for (const { values, cumulative } of tables) {
      const uniform = drawIndex(WORDS) / WORDS;
      let index = 0;
      while (index < values.length - 1 && uniform >= (cumulative[index] ?? 1)) index += 1;
      sum += values[index] ?? 0;
    }
    if (Math.abs(sum) >= observed) atLeast += 1;
  }
  return (1 + atLeast) / (permutations + 1);
}

/** Least common multiple; large ones are cut, because nothing finer is used. */
function toLcm(a: number, b: number): number {
  return Math.min((a / toGcd(a, b)) * b, FINEST_MEAN);
}
