import { toConfigHash } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { EventOf } from '#core/events/transcript-event.ts';
import type { HarnessConfig, ProtocolConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { RunPlan } from '#core/model/trial.ts';
import { usesGpu } from '#core/model/uses-gpu.ts';
import { loadPerturbations } from '#protocols/load-perturbations.ts';
import { checkSameBuild } from './check-same-build.ts';
import type { RunOrigin } from './create-run-controller.ts';
import { planRunWith } from './plan-run-with.ts';
import type { Ports } from './ports.ts';
import { resolveSamples } from './resolve-samples.ts';
import type { RunPart } from './run-part.ts';
import type { PreparedRun, RunLibrary } from './run-library.ts';
import type { RunController } from './run-state.ts';

/** Bytes on disk that one trial takes at most in practice: prompt ids, text and log-probabilities of a long output. */
const BYTES_PER_OUTPUT_TOKEN = 120;

/** The runs of this tab, over the given ports. */
export function createRunLibrary(ports: Ports): RunLibrary {
  const controllers = new Map<string, RunController>();
  const origins = new Map<string, RunOrigin>();

  const launch = async (origin: RunOrigin): Promise<RunController> => {
    // Scoring and statistics are needed from here on only: the first page load does without them.
    const { createRunController } = await import('./create-run-controller.ts');
    const controller = createRunController(ports, origin);
    controllers.set(origin.runId, controller);
    origins.set(origin.runId, origin);
    return controller;
  };

  const prepare = async (config: HarnessConfig): Promise<Result<PreparedRun>> => {
    const samples = await resolveSamples(config.task, ports.ownFiles);
    if (!samples.ok) return samples;
    if (config.protocol.precision !== undefined && config.protocol.precision !== null) {
      const { checkPrecision } = await import('./check-precision.ts');
      const checked = checkPrecision(config, samples.value);
      if (!checked.ok) return checked;
    }
    const plan = await planConfig(config, samples.value);
    return plan.ok ? toOk({ config, samples: samples.value, plan: plan.value }) : plan;
  };

  const start = async (prepared: PreparedRun, part?: RunPart): Promise<Result<RunController>> => {
    const own = await toOwnRun(prepared, part);
    if (!own.ok) return own;
    const room = await checkRoom(ports, own.value);
    if (!room.ok) return room;
    const build = await ports.build();
    if (!build.ok) return build;
    const runId = ports.newRunId();
    const runStart: EventOf<'run-start'> = {
      type: 'run-start',
      schemaVersion: 1,
      runId,
      createdAt: ports.clock.isoNow(),
      configHash: toConfigHash(prepared.config),
      config: prepared.config,
      samples: [...prepared.samples],
      build: build.value,
      environment: await ports.environment({ withGpu: usesGpu(prepared.config) }),
    };
    return toOk(await launch({ runId, prepared: own.value, isPart: part !== undefined, runStart, journal: null }));
  };

  const resume = async (runId: string, part?: RunPart): Promise<Result<RunController>> => {
    const live = controllers.get(runId);
    if (live !== undefined && isActive(live)) return toOk(live);
    const stored = await ports.transcripts.readLines(runId);
    if (!stored.ok || stored.value.length === 0) {
      // It stopped before its first line: begin again as it was asked for, and leave nothing behind when that is unknown.
      const origin = origins.get(runId);
      if (origin !== undefined) return toOk(await launch({ ...origin, journal: null }));
      return toFailed('storage-corrupt', 'This run is not stored here. Start it again from Evaluate.', {
        location: `runs/${runId}`,
      });
    }
    const journal = await ports.transcripts.open(runId);
    if (!journal.ok) return journal;
    const origin = await toOrigin(ports, runId, journal.value);
    if (!origin.ok) {
      await journal.value[Symbol.asyncDispose]();
      return origin;
    }
    const own = await toOwnRun(origin.value.prepared, part);
    if (!own.ok) {
      await journal.value[Symbol.asyncDispose]();
      return own;
    }
    return toOk(await launch({ ...origin.value, prepared: own.value, isPart: part !== undefined }));
  };

  const extend = async (runId: string, epochs: ProtocolConfig['epochs']): Promise<Result<RunController>> => {
    const { planExtension, readExtendable, writeExtension } = await import('./extend-run.ts');
    const run = await readExtendable(ports, runId);
    if (!run.ok) return run;
    const planned = planExtension(run.value, epochs);
    if (!planned.ok) return planned;
    const { config } = planned.value;
    const { samples } = run.value.start;
    const plan = await planConfig(config, samples);
    if (!plan.ok) return plan;
    const room = await checkRoom(ports, { config, samples, plan: plan.value });
    if (!room.ok) return room;
    const written = await writeExtension(ports, run.value, config);
    if (!written.ok) return written;
    const continued = await resume(written.value);
    if (!continued.ok) await ports.transcripts.delete(written.value);
    return continued;
  };

  return { prepare, start, extend, continue: resume, find: (runId) => controllers.get(runId) ?? null };
}

/** The run, or the part of it that is asked for. */
async function toOwnRun(prepared: PreparedRun, part: RunPart | undefined): Promise<Result<PreparedRun>> {
  if (part === undefined) return toOk(prepared);
  const { toPartRun } = await import('./run-part.ts');
  return toPartRun(prepared, part);
}

function isActive(controller: RunController): boolean {
  const { phase } = controller.getState();
  return phase !== 'stopped' && phase !== 'cancelled';
}

async function toOrigin(
  ports: Ports,
  runId: string,
  journal: NonNullable<RunOrigin['journal']>,
): Promise<Result<RunOrigin>> {
  const first = journal.events[0];
  if (first?.type !== 'run-start')
    return toFailed('storage-corrupt', 'The journal of this run has no configuration; the run cannot be continued.', {
      location: `runs/${runId}`,
    });
  const build = await checkSameBuild(ports, runId, first.build, 'continuing it');
  if (!build.ok) return build;
  const plan = await planConfig(first.config, first.samples);
  if (!plan.ok) return plan;
  return toOk({
    runId,
    isPart: false,
    prepared: { config: first.config, samples: first.samples, plan: plan.value },
    runStart: first,
    journal,
  });
}

/** The plan of a configuration, with no more of the catalogue of perturbations than it needs. */
async function planConfig(config: HarnessConfig, samples: readonly Sample[]): Promise<Result<RunPlan>> {
  return planRunWith(await loadPerturbations(config.protocol.perturbations), config, samples);
}

/** Refuses a run whose transcripts may not fit on the disk. */
async function checkRoom(ports: Ports, { config, plan }: PreparedRun): Promise<Result<null>> {
  const free = await ports.freeBytes();
  const needed = plan.trialCount * config.decoding.maxNewTokens * BYTES_PER_OUTPUT_TOKEN;
  if (free === null || needed <= free) return toOk(null);
  return toFailed(
    'storage-quota',
    `The transcripts may need up to ${Math.ceil(needed / 1e6)} MB; the browser grants ${Math.floor(free / 1e6)} MB. Delete old runs, or plan fewer trials or shorter outputs.`,
    {
      location: 'protocol.epochs',
    },
  );
}
