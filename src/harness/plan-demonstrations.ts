import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { Demonstrations, FewShot, NamedDemonstration } from '#core/model/few-shot.ts';
import type { HarnessConfig, TaskConfig } from '#core/model/harness-config.ts';
import { toOptionTexts } from '#core/model/option-texts.ts';
import type { Sample, SampleId } from '#core/model/sample.ts';
import { toChooseMode, type ChooseMode } from '#core/model/task-mode.ts';
import { createRng } from '#core/rng/rng.ts';
import { toAskedInput } from '#core/text/asked-input.ts';
import { drawDemonstrations, takeDemonstrations } from '#protocols/few-shot/draw-demonstrations.ts';

/**
 * The demonstrations of every sample by its id; none for a task without. Pure: the draw depends on the master seed and, with
 * `per-sample`, on the sample's id, never on condition, epoch or model.
 */
export function planDemonstrations(
  config: HarnessConfig,
  samples: readonly Sample[],
): Result<ReadonlyMap<SampleId, Demonstrations>> {
  const { fewShot } = config.task;
  const demonstrationsById = new Map<SampleId, Demonstrations>();
  if (fewShot === undefined) return toOk(demonstrationsById);
  const pool = toPool(fewShot, config.task, samples);
  if (!pool.ok) return pool;
  const findBarred = createFindBarred(fewShot, pool.value, samples);
  for (const sample of samples) {
    const demonstrations = drawFor(fewShot, pool.value, sample, findBarred(sample), config.protocol.masterSeed);
    const shownCount = demonstrations.shown.length;
    if (shownCount < fewShot.count)
      return toFailed(
        'config-invalid',
        `task.fewShot.count: asks for ${fewShot.count} demonstrations, but only ${shownCount} may be shown for sample "${sample.sampleId}": lower the count, or add demonstrations that are neither of its cluster nor its own question.`,
        { location: 'task.fewShot.count' },
      );
    demonstrationsById.set(sample.sampleId, demonstrations);
  }
  return toOk(demonstrationsById);
}

function drawFor(
  { count, draw }: FewShot,
  pool: readonly NamedDemonstration[],
  { sampleId }: Sample,
  barredIds: readonly string[],
  masterSeed: number,
): Demonstrations {
  const drawSeed = draw === 'per-sample' ? `${masterSeed}/few-shot/sample/${sampleId}` : `${masterSeed}/few-shot`;
  const candidates = { pool, barredIds };
  const shown =
    draw === 'first'
      ? takeDemonstrations(candidates, count)
      : drawDemonstrations(candidates, count, createRng(drawSeed).fork('draw'));
  return { shown, ...candidates, drawSeed };
}

function toPool(
  { pool }: FewShot,
  task: TaskConfig,
  samples: readonly Sample[],
): Result<readonly NamedDemonstration[]> {
  if (pool.type === 'inline')
    return toOk(
      pool.demonstrations.map((demonstration, index) => ({ demonstrationId: `pool[${index}]`, ...demonstration })),
    );
  const mode = toChooseMode(task);
  const named: NamedDemonstration[] = [];
  for (const [index, sample] of samples.entries()) {
    const target = toShownTarget(mode, sample);
    if (target === null || target === '')
      return toFailed(
        'task-invalid',
        `Sample "${sample.sampleId}" cannot be a demonstration: its first target ${target === '' ? 'is empty' : 'names none of its options'}.`,
        { location: `samples[${index}].target` },
      );
    named.push({ demonstrationId: sample.sampleId, input: toAskedInput(task, sample), target });
  }
  return toOk(named);
}

/** The answer that a demonstration shows: the first target, or where options are chosen what would be forced for it; null = no option. */
function toShownTarget(mode: ChooseMode | null, { target: [target = ''], options }: Sample): string | null {
  if (mode === null || options === null) return target;
  const labelled = options.labels?.indexOf(target) ?? -1;
  const position = labelled === -1 ? options.texts.indexOf(target) : labelled;
  return toOptionTexts(mode, options)[position] ?? null;
}

/** Finds what may not be shown for a sample. */
function createFindBarred(
  { pool: { type } }: FewShot,
  pool: readonly NamedDemonstration[],
  samples: readonly Sample[],
): (sample: Sample) => readonly string[] {
  const named =
    type === 'inline' ? pool : samples.map((sample) => ({ demonstrationId: sample.sampleId, input: sample.input }));
  const sameInput = Map.groupBy(named, ({ input }) => input);
  const sameCluster = Map.groupBy(type === 'inline' ? [] : samples, ({ clusterId }) => clusterId);
  return ({ input, clusterId }) => [
    ...new Set([
      ...(sameCluster.get(clusterId) ?? []).map(({ sampleId }) => sampleId),
      ...(sameInput.get(input) ?? []).map(({ demonstrationId }) => demonstrationId),
    ]),
  ];
}
