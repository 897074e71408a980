import * as z from 'zod';
import type { NumberFormat } from '../charts/number-text.ts';
import type { ParetoDirection } from './pareto-frontier.ts';

/** What configurations are compared on: three that are measured as quality, three as cost, two that follow from entered numbers. */
export const ParetoAxisId = z.enum([
  'accuracy',
  'pass_hat_k',
  'worst_case',
  'seconds',
  'tokens',
  'bytes',
  'energy',
  'money',
]);
export type ParetoAxisId = z.infer<typeof ParetoAxisId>;

export interface ParetoAxis {
  readonly id: ParetoAxisId;
  /** With its unit. */
  readonly label: string;
  readonly direction: ParetoDirection;
  readonly format: NumberFormat;
  /** True for axes that no one measured. */
  readonly isAssumed: boolean;
}

const axes: readonly ParetoAxis[] = [
  { id: 'accuracy', label: 'Accuracy', direction: 'high', format: 'proportion', isAssumed: false },
  { id: 'pass_hat_k', label: 'pass^K, all epochs right', direction: 'high', format: 'proportion', isAssumed: false },
  { id: 'worst_case', label: 'Worst case, class P', direction: 'high', format: 'proportion', isAssumed: false },
  { id: 'seconds', label: 'Compute per trial, s', direction: 'low', format: 'decimal', isAssumed: false },
  { id: 'tokens', label: 'Tokens per trial, prompt and output', direction: 'low', format: 'decimal', isAssumed: false },
  { id: 'bytes', label: 'Model files, MB', direction: 'low', format: 'decimal', isAssumed: false },
  { id: 'energy', label: 'Energy per trial, J, assumed', direction: 'low', format: 'small', isAssumed: true },
  { id: 'money', label: 'Money per 1000 trials, assumed', direction: 'low', format: 'small', isAssumed: true },
];

/** Axes of quality, higher is better. */
export const qualityAxes: readonly ParetoAxis[] = axes.filter(({ direction }) => direction === 'high');

/** Axes of cost, lower is better. */
export const costAxes: readonly ParetoAxis[] = axes.filter(({ direction }) => direction === 'low');

/** The axis of an id. */
export function toParetoAxis(id: ParetoAxisId): ParetoAxis {
  const [fallback] = axes;
  const axis = axes.find((candidate) => candidate.id === id) ?? fallback;
  if (axis === undefined) throw new Error(`no axis ${id}`);
  return axis;
}
