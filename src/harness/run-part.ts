import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { chooseSamples, type SubsetChoice } from '#core/replication/subset.ts';
import type { PreparedRun } from './run-library.ts';

/** One of several parts of a run, each run on its own and merged later; or a random part, as much of a replication as one can afford. */
export type RunPart =
  | {
      /** 1 … count. */
      readonly index: number;
      readonly count: number;
    }
  | { readonly subset: SubsetChoice };

/**
 * The run with the groups of one part: every `count`-th sample of the task, beginning with sample `index`, or the samples of a random subset,
 * under all conditions and epochs.
 * Trial keys, noise and order are those of the whole run. Fails for a precision target, which needs all trials together, and for a part
 * without samples.
 */
export function toPartRun(prepared: PreparedRun, part: RunPart): Result<PreparedRun> {
  const { config, samples, plan } = prepared;
  if ((config.protocol.precision ?? null) !== null)
    return toFailed(
      'config-invalid',
      'With a precision target the number of epochs follows from all trials together, so no part can be run alone. Take the target out or run it whole.',
      { location: 'protocol.precision' },
    );
  const sampleIds = samples.map(({ sampleId }) => sampleId);
  const own = new Set('subset' in part ? chooseSamples(sampleIds, part.subset) : toShard(sampleIds, part));
  const name = 'subset' in part ? 'The random part' : `Part ${part.index} of ${part.count}`;
  if (own.size === 0)
    return toFailed('config-invalid', `${name} has no sample: the task has ${samples.length}.`, {
      location: 'task.samples',
    });
  const groups = plan.groups.filter(({ sampleId }) => own.has(sampleId));
  const trialCount = groups.reduce((sum, { trials }) => sum + trials.length, 0);
  return toOk({ ...prepared, plan: { ...plan, groups, trialCount } });
}

function toShard(
  sampleIds: readonly string[],
  { index, count }: { readonly index: number; readonly count: number },
): readonly string[] {
  return sampleIds.filter((_, position) => position % count === index - 1);
}
