import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { PreparedRun } from './run-library.ts';

/** One of several parts of a run, each run on its own and merged later. */
export interface RunPart {
  /** 1 … count. */
  readonly index: number;
  readonly count: number;
}

/**
 * The run with the groups of one part: every `count`-th sample of the task, beginning with sample `index`, under all conditions and epochs.
 * Trial keys, noise and order are those of the whole run. Fails for a precision target, which needs all trials together, and for a part
 * without samples.
 */
export function toPartRun(prepared: PreparedRun, { index, count }: RunPart): Result<PreparedRun> {
  const { config, samples, plan } = prepared;
  if ((config.protocol.precision ?? null) !== null)
    return toFailed(
      'config-invalid',
      'With a precision target the number of epochs follows from all trials together, so no part can be run alone. Take the target out or run it whole.',
      { location: 'protocol.precision' },
    );
  const own = new Set(samples.filter((_, position) => position % count === index - 1).map(({ sampleId }) => sampleId));
  if (own.size === 0)
    return toFailed('config-invalid', `Part ${index} of ${count} has no sample: the task has ${samples.length}.`, {
      location: 'task.samples',
    });
  const groups = plan.groups.filter(({ sampleId }) => own.has(sampleId));
  const trialCount = groups.reduce((sum, { trials }) => sum + trials.length, 0);
  return toOk({ ...prepared, plan: { ...plan, groups, trialCount } });
}
