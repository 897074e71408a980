import type { Failure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { BUNDLE_SUFFIX } from './bundle-file-name.ts';
import { openBundle } from './open-bundle.ts';
import type { Ports, RunSummary } from './ports.ts';

/** How far a work over several runs or bundles is. */
export interface ArchiveStep {
  readonly done: number;
  readonly total: number;
  /** Of the one that is worked on. */
  readonly name: string;
}

/** What became of one run or bundle; the run id where it went well. */
export interface ArchiveOutcome {
  readonly name: string;
  readonly result: Result<string>;
}

/** Packs the bundles of runs, one after another, into one zip; a run that cannot be packed is named and left out. */
export async function packRuns(
  ports: Pick<Ports, 'transcripts' | 'bundles'>,
  runs: readonly RunSummary[],
  onStep: (step: ArchiveStep) => void,
): Promise<Result<{ readonly blob: Blob; readonly outcomes: readonly ArchiveOutcome[] }>> {
  const files = new Map<string, Blob>();
  const outcomes: ArchiveOutcome[] = [];
  for (const [done, { runId, name }] of runs.entries()) {
    onStep({ done, total: runs.length, name });
    const journalLines = await ports.transcripts.readLines(runId);
    const bundle = journalLines.ok
      ? await ports.bundles.exportBundle({ journalLines: journalLines.value, includeEnvironment: true })
      : journalLines;
    if (bundle.ok) files.set(toFreeName(bundle.value.fileName, files), bundle.value.blob);
    outcomes.push({ name, result: bundle.ok ? toOk(runId) : bundle });
  }
  if (files.size === 0) return toFirstFailure(outcomes);
  const packed = await ports.bundles.packArchive(Array.from(files, ([name, blob]) => ({ name, blob })));
  return packed.ok ? toOk({ blob: packed.value, outcomes }) : packed;
}

/** Checks and keeps the bundles of files, each on its own: a bundle, or an archive of several. One that is refused does not stop the others. */
export async function openBundles(
  ports: Ports,
  files: readonly { readonly name: string; readonly blob: Blob }[],
  onStep: (step: ArchiveStep) => void,
): Promise<readonly ArchiveOutcome[]> {
  const outcomes: ArchiveOutcome[] = [];
  const bundles: { readonly name: string; readonly blob: Blob }[] = [];
  for (const file of files) {
    if (file.name.endsWith(BUNDLE_SUFFIX)) {
      bundles.push(file);
      continue;
    }
    const unpacked = await ports.bundles.unpackArchive(file.blob);
    if (unpacked.ok) bundles.push(...unpacked.value);
    else outcomes.push({ name: file.name, result: unpacked });
  }
  for (const [done, { name, blob }] of bundles.entries()) {
    onStep({ done, total: bundles.length, name });
    outcomes.push({ name, result: await openBundle(ports, blob) });
  }
  return outcomes;
}

function toFreeName(fileName: string, taken: ReadonlyMap<string, unknown>): string {
  const stem = fileName.slice(0, -BUNDLE_SUFFIX.length);
  let name = fileName;
  for (let copy = 2; taken.has(name); copy += 1) name = `${stem}-${String(copy)}${BUNDLE_SUFFIX}`;
  return name;
}

function toFirstFailure(outcomes: readonly ArchiveOutcome[]): Result<never> {
  const failure = outcomes.map(({ result }): Failure | null => (result.ok ? null : result.failure)).find(Boolean);
  return failure == null ? toFailed('internal', 'There is no run to pack.') : { ok: false, failure };
}
