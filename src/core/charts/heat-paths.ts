import type { CellOutcome, HeatChart } from './chart-spec.ts';

/** Outcomes in the order of the legend, with the words for them. */
export const OUTCOME_TEXTS: readonly (readonly [outcome: CellOutcome, text: string])[] = [
  ['pass', 'passes'],
  ['fail', 'fails'],
  ['unparsable', 'no answer found'],
  ['missing', 'no output'],
];

/** Share of a cell, from its top, where the mark of an outcome begins and ends: height tells what colour tells. */
const spans: Readonly<Record<CellOutcome, readonly [top: number, bottom: number]>> = {
  pass: [0.06, 0.94],
  fail: [0.06, 0.94],
  unparsable: [0.5, 0.94],
  missing: [0.42, 0.58],
};

/** Air at the sides of a rectangle, in columns. */
const AIR = 0.04;
/** From this number of cells on, neighbouring equal cells of a row become one rectangle. */
const MERGED_FROM = 4000;

/**
 * One path for each outcome over the whole chart, a column 1 wide and a row 1 high. Thousands of cells so cost four elements;
 * in large charts neighbouring equal cells are one rectangle. Outcomes that do not occur are left out.
 */
export function toHeatPaths({ rows }: HeatChart): readonly { readonly outcome: CellOutcome; readonly path: string }[] {
  const isMerged = rows.reduce((sum, { cells }) => sum + cells.length, 0) >= MERGED_FROM;
  const parts = new Map<CellOutcome, string[]>();
  for (const [row, { cells }] of rows.entries()) {
    let start = 0;
    for (let column = 1; column <= cells.length; column += 1) {
      const outcome = cells[start];
      if (outcome === undefined || (isMerged && cells[column] === outcome)) continue;
      const [top, bottom] = spans[outcome];
      const rectangle = `M${start + AIR} ${row + top}H${column - AIR}V${row + bottom}H${start + AIR}z`;
      const rectangles = parts.get(outcome);
      if (rectangles === undefined) parts.set(outcome, [rectangle]);
      else rectangles.push(rectangle);
      start = column;
    }
  }
  return OUTCOME_TEXTS.flatMap(([outcome]) => {
    const rectangles = parts.get(outcome);
    return rectangles === undefined ? [] : [{ outcome, path: rectangles.join('') }];
  });
}
