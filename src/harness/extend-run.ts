import { toConfigHash } from '#core/bundle/config-hash.ts';
import { toSchemaProblems } from '#core/bundle/schema-problem.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import { hasBaselineEpochs } from '#core/model/axis-conditions.ts';
import { HarnessConfig, type ProtocolConfig } from '#core/model/harness-config.ts';
import { toChooseMode, toPerplexityMode } from '#core/model/task-mode.ts';
import { usesGpu } from '#core/model/uses-gpu.ts';
import { checkSameBuild } from './check-same-build.ts';
import { planRun } from './plan-run.ts';
import type { Ports } from './ports.ts';

type Epochs = ProtocolConfig['epochs'];

/** A finished run to which epochs can be added. */
export interface ExtendableRun {
  readonly start: EventOf<'run-start'>;
  readonly events: readonly TranscriptEvent[];
  /** Prompts that are run for each epoch. */
  readonly groups: { readonly baseline: number; readonly perturbed: number };
  /** Mean time that a trial took, groups one after the other; null when none was completed. */
  readonly msPerTrial: number | null;
}

/** What more epochs come to. */
export interface PlannedExtension {
  readonly config: HarnessConfig;
  readonly newTrials: number;
  /** At the speed of the finished run; null where that is not known. */
  readonly durationMs: number | null;
}

/** The finished run with this id. Fails when it is not finished, was made by another build, or gains nothing from repetition. */
export async function readExtendable(ports: Ports, runId: string): Promise<Result<ExtendableRun>> {
  const read = await ports.transcripts.read(runId);
  if (!read.ok) return read;
  const events = read.value;
  const start = events[0];
  const location = `runs/${runId}`;
  if (start?.type !== 'run-start') return toFailed('storage-corrupt', 'This run is not stored here.', { location });
  if (toChooseMode(start.config.task) !== null || toPerplexityMode(start.config.task) !== null)
    return toFailed(
      'config-invalid',
      'The task reads log-probabilities, which are the same in every epoch: more epochs would repeat the same numbers.',
      { location: 'task.mode' },
    );
  if ((start.config.protocol.precision ?? null) !== null)
    return toFailed(
      'config-invalid',
      'A precision target decided how many epochs this run has: more of them would void its interval. Start a new run with further looks.',
      { location: 'protocol.precision' },
    );
  const last = events.findLast(({ type }) => type === 'run-end' || type === 'run-resume');
  if (last?.type !== 'run-end' || last.status !== 'completed')
    return toFailed('config-invalid', 'This run is not finished: continue it to its end, then add epochs.', {
      location,
    });
  const build = await checkSameBuild(ports, runId, start.build, 'adding epochs to it');
  if (!build.ok) return build;
  const plan = planRun(start.config, start.samples);
  if (!plan.ok) return plan;
  const repeated = new Set(plan.value.conditions.filter(hasBaselineEpochs).map(({ conditionId }) => conditionId));
  const baseline = plan.value.groups.filter(({ conditionId }) => repeated.has(conditionId)).length;
  return toOk({
    start,
    events,
    groups: { baseline, perturbed: plan.value.groups.length - baseline },
    msPerTrial: toMsPerTrial(events),
  });
}

/** A group takes as long as its slowest trial. */
function toMsPerTrial(events: readonly TranscriptEvent[]): number | null {
  const msByGroup = new Map<number, number>();
  let trials = 0;
  for (const event of events) {
    if (event.type !== 'trial-end') continue;
    trials += 1;
    msByGroup.set(event.groupIndex, Math.max(msByGroup.get(event.groupIndex) ?? 0, event.timing.e2eMs));
  }
  return trials === 0 ? null : [...msByGroup.values()].reduce((sum, ms) => sum + ms, 0) / trials;
}

/** The longer configuration: that of the run with these epochs. Epochs can only be added: trials are never thrown away. */
export function planExtension({ start, groups, msPerTrial }: ExtendableRun, epochs: Epochs): Result<PlannedExtension> {
  const { config } = start;
  const earlier = config.protocol.epochs;
  for (const name of ['baseline', 'perturbed'] as const) {
    if (epochs[name] < earlier[name])
      return toFailed(
        'config-invalid',
        `protocol.epochs.${name}: the run has ${earlier[name]} epochs; ${epochs[name]} would throw trials away. Give ${earlier[name]} or more.`,
        { location: `protocol.epochs.${name}` },
      );
  }
  const asked = { ...config, protocol: { ...config.protocol, epochs } };
  const parsed = HarnessConfig.safeParse(asked);
  if (!parsed.success) {
    const [problem] = toSchemaProblems(parsed.error, asked);
    return toFailed('config-invalid', problem?.message ?? 'The longer configuration is not valid.', {
      location: problem?.path ?? 'protocol.epochs',
    });
  }
  const newTrials =
    groups.baseline * (epochs.baseline - earlier.baseline) + groups.perturbed * (epochs.perturbed - earlier.perturbed);
  if (newTrials === 0)
    return toFailed('config-invalid', 'protocol.epochs: this adds no trial to the run. Give more epochs.', {
      location: 'protocol.epochs',
    });
  return toOk({ config: parsed.data, newTrials, durationMs: msPerTrial === null ? null : newTrials * msPerTrial });
}

/**
 * Writes the journal of a new run that begins with the trials of the finished one; continuing it runs what is pending. Trial keys
 * do not depend on the number of epochs, so what was run before are the first epochs of the longer run.
 * @returns the new run's id.
 */
export async function writeExtension(
  ports: Ports,
  { start, events }: ExtendableRun,
  config: HarnessConfig,
): Promise<Result<string>> {
  const runId = ports.newRunId();
  const runStart: EventOf<'run-start'> = {
    ...start,
    runId,
    createdAt: ports.clock.isoNow(),
    configHash: toConfigHash(config),
    config,
    environment: await ports.environment({ withGpu: usesGpu(config) }),
    extends: { runId: start.runId, configHash: start.configHash, epochs: start.config.protocol.epochs },
  };
  const lines = [runStart, ...events.filter(isCarried)].map((event) => JSON.stringify(event));
  const written = await ports.transcripts.importLines(runId, lines);
  return written.ok ? toOk(runId) : written;
}

/** Everything but what says when the finished run began, paused and ended. */
function isCarried({ type }: TranscriptEvent): boolean {
  return type !== 'run-start' && type !== 'run-pause' && type !== 'run-resume' && type !== 'run-end';
}
