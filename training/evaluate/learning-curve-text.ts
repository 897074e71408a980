import { FAMILIES } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { EVALUATION_SPLITS } from './evaluation-prompts.ts';
import { toFamilyMean, type CellCondition } from './family-mean.ts';
import type { LearningCurve } from './learning-curve.ts';

/** The learning curve as Markdown: one table a split, one row a checkpoint. */
export function toLearningCurveText({ points }: LearningCurve): string {
  const head = ['step', 'million tokens', 'loss on answers', ...FAMILIES, 'mean'];
  return EVALUATION_SPLITS.map((split) => {
    const condition: CellCondition = { split, precision: 'fp32', decoding: 'greedy' };
    const rows = points.map(({ step, tokens, answerLoss, accuracies }) => {
      const family = toFamilyMean(accuracies, condition);
      const shares = FAMILIES.map((name) => family?.cells.find((cell) => cell.family === name)?.share.toFixed(2) ?? '');
      const cells = [step, (tokens / 1e6).toFixed(1), answerLoss.toFixed(4), ...shares, family?.mean.toFixed(3) ?? ''];
      return `| ${cells.join(' | ')} |`;
    });
    return [`${split}, English:`, '', `| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n');
  }).join('\n\n');
}
