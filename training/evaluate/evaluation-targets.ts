import type { AccuracyCell, Evaluation, SplitCell, TargetResult } from './evaluation.ts';
import { selectFamilies, toFamilyMean, type CellCondition } from './family-mean.ts';
import type { Share } from './share.ts';

/** What the targets are computed from. */
export type Measured = Pick<Evaluation, 'accuracies' | 'letterForm' | 'nullDispatch' | 'inScopeDeclines'>;

/** What the reference model was to reach. Accuracies in [0, 1]; differences in the same unit. */
const NEEDED = {
  families: { count: 5, from: 0.6, to: 0.97 },
  inScopeDeclines: 0.05,
  letterAboveChance: 0.15,
  nullDispatch: 0.6,
  heldOutMean: 0.35,
  heldOutLowest: 0.15,
  samplingCost: 0.05,
  roundingCost: 0.05,
} as const;

const GREEDY: Omit<CellCondition, 'split'> = { precision: 'fp32', decoding: 'greedy' };

/** Every target beside its number, for fp32 and greedy decoding where nothing else is said. */
export function toTargets(measured: Measured): readonly TargetResult[] {
  return [
    toFamiliesInRange(measured),
    toDeclineTarget(measured),
    toLetterTarget(measured),
    toNullTarget(measured),
    ...toHeldOutTargets(measured),
    toSamplingTarget(measured),
    toRoundingTarget(measured),
  ];
}

function toFamiliesInRange({ accuracies }: Measured): TargetResult {
  const { count, from, to } = NEEDED.families;
  const cells = toFamilyMean(accuracies, { split: 'in-distribution', ...GREEDY })?.cells ?? [];
  const inRange = cells.filter(
    ({ family, share }) => share >= from && (share <= to || (family === 'decline' && share <= 1)),
  );
  return {
    name: `families in English between ${from} and ${to} in-distribution; decline may reach 1`,
    needed: `at least ${count} of ${cells.length}`,
    measured: cells.length === 0 ? null : inRange.length,
    detail: cells.map((cell) => `${cell.family} ${toShareText(cell)}`).join(', '),
    isReached: inRange.length >= count,
  };
}

function toDeclineTarget({ inScopeDeclines }: Measured): TargetResult {
  const cell = find(inScopeDeclines, 'in-distribution');
  return {
    name: 'in-scope prompts declined, in-distribution',
    needed: `at most ${NEEDED.inScopeDeclines}`,
    measured: cell?.share ?? null,
    detail: cell === undefined ? '' : toShareText(cell),
    isReached: cell !== undefined && cell.share <= NEEDED.inScopeDeclines,
  };
}

function toLetterTarget({ letterForm }: Measured): TargetResult {
  const cell = find(
    letterForm.filter(({ kind }) => kind === null),
    'in-distribution',
  );
  const above = cell === undefined ? null : cell.share - cell.chance;
  return {
    name: 'choice by letter, above chance, in-distribution',
    needed: `at least ${NEEDED.letterAboveChance}`,
    measured: above,
    detail: cell === undefined ? '' : `${toShareText(cell)}, chance ${cell.chance.toFixed(3)}`,
    isReached: above !== null && above >= NEEDED.letterAboveChance,
  };
}

function toNullTarget({ nullDispatch }: Measured): TargetResult {
  const cell = find(nullDispatch, 'in-distribution');
  return {
    name: 'dispatch without a fitting tool, in-distribution',
    needed: `at least ${NEEDED.nullDispatch}`,
    measured: cell?.share ?? null,
    detail: cell === undefined ? '' : toShareText(cell),
    isReached: cell !== undefined && cell.share >= NEEDED.nullDispatch,
  };
}

function toHeldOutTargets({ accuracies }: Measured): readonly TargetResult[] {
  const condition: CellCondition = { split: 'held-out', ...GREEDY };
  const family = toFamilyMean(accuracies, condition);
  const hindi = selectFamilies(accuracies, condition).filter(({ language }) => language === 'hi');
  const lowestHindi = hindi.toSorted((a, b) => a.share - b.share)[0];
  return [
    {
      name: 'mean of families in English, held-out',
      needed: `at least ${NEEDED.heldOutMean}`,
      measured: family?.mean ?? null,
      detail: (family?.cells ?? []).map((cell) => `${cell.family} ${cell.share.toFixed(3)}`).join(', '),
      isReached: family !== null && family.mean >= NEEDED.heldOutMean,
    },
    toLowest('lowest family in English, held-out', family?.lowest),
    toLowest('lowest family in Hindi, held-out', lowestHindi),
  ];
}

function toLowest(name: string, cell: AccuracyCell | undefined): TargetResult {
  return {
    name,
    needed: `at least ${NEEDED.heldOutLowest}`,
    measured: cell?.share ?? null,
    detail: cell === undefined ? '' : `${cell.family} ${toShareText(cell)}`,
    isReached: cell !== undefined && cell.share >= NEEDED.heldOutLowest,
  };
}

function toSamplingTarget({ accuracies }: Measured): TargetResult {
  const cost = toDifference(accuracies, GREEDY, { ...GREEDY, decoding: 'sampled' });
  return {
    name: 'greedy minus T = 1, mean of families, in-distribution',
    needed: `at least ${NEEDED.samplingCost}`,
    ...cost,
    isReached: cost.measured !== null && cost.measured >= NEEDED.samplingCost,
  };
}

function toRoundingTarget({ accuracies }: Measured): TargetResult {
  const cost = toDifference(accuracies, GREEDY, { ...GREEDY, precision: 'q4' });
  return {
    name: 'fp32 minus q4, mean of families, in-distribution',
    needed: `between −${NEEDED.roundingCost} and ${NEEDED.roundingCost}`,
    ...cost,
    isReached: cost.measured !== null && Math.abs(cost.measured) <= NEEDED.roundingCost,
  };
}

function toDifference(
  accuracies: readonly AccuracyCell[],
  first: Omit<CellCondition, 'split'>,
  second: Omit<CellCondition, 'split'>,
): Pick<TargetResult, 'measured' | 'detail'> {
  const [a, b] = [first, second].map((own) => toFamilyMean(accuracies, { split: 'in-distribution', ...own }));
  if (a == null || b == null) return { measured: null, detail: '' };
  return { measured: a.mean - b.mean, detail: `${a.mean.toFixed(3)} − ${b.mean.toFixed(3)}` };
}

function find<Cell extends SplitCell>(cells: readonly Cell[], split: SplitCell['split']): Cell | undefined {
  return cells.find(
    (cell) => cell.split === split && cell.precision === GREEDY.precision && cell.decoding === GREEDY.decoding,
  );
}

function toShareText({ share, lower, upper }: Share): string {
  return `${share.toFixed(3)} [${lower.toFixed(3)}, ${upper.toFixed(3)}]`;
}
