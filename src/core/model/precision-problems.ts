import { isReplicaAxis } from './axis.ts';
import type { HarnessConfig } from './harness-config.ts';

/** What a precision target asks that the rest of the configuration does not allow; `path` is inside the configuration. */
export function toPrecisionProblems(
  config: Pick<HarnessConfig, 'models' | 'task' | 'scorers' | 'decoding' | 'protocol'>,
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  const { precision, epochs, axes = [] } = config.protocol;
  if (precision === undefined || precision === null) return [];
  const { looks, metric, scorer } = precision;
  const problems: { path: readonly (string | number)[]; message: string }[] = [];
  const report = (field: readonly (string | number)[], message: string): void => {
    problems.push({ path: ['protocol', 'precision', ...field], message });
  };
  if (config.models.length > 1) report([], 'stops the epochs of one model; give each model a configuration of its own');
  if ((config.task.mode?.type ?? 'generate') !== 'generate')
    report([], 'repeats prompts to narrow an interval, but only answers that are generated differ from epoch to epoch');
  else if (config.decoding.temperature === 0)
    report([], 'repeats prompts to narrow an interval, but at temperature 0 every epoch gives the same output');
  if (axes.some(({ type }) => isReplicaAxis(type)))
    report(
      [],
      'cannot stand beside an axis of batch sizes, threads or quantisation, whose trials repeat those of the original',
    );
  if (!config.scorers.some(({ name }) => name === scorer))
    report(['scorer'], `no scorer of the configuration is called "${scorer}"`);
  if (looks[0] !== epochs.baseline)
    report(['looks', 0], `the first look is at protocol.epochs.baseline, which is ${epochs.baseline}`);
  const index = looks.findIndex((look, position) => position > 0 && look <= (looks[position - 1] ?? 0));
  if (index > 0) report(['looks', index], 'each look comes after more epochs than the one before');
  if (metric.id === 'pass_hat_k' && metric.k > (looks[0] ?? 0))
    report(['metric', 'k'], `is more than the ${looks[0] ?? 0} epochs of the first look`);
  return problems;
}
