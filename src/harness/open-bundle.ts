import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { isSameRun } from './is-same-run.ts';
import { mergeAddedScorers } from './merge-added-scorers.ts';
import type { ImportStage } from '#core/model/import-stage.ts';
import type { Ports } from './ports.ts';

/** Checks a bundle and keeps it as a run that every screen can read; resolves with its run id. */
export async function openBundle(
  ports: Ports,
  file: Blob,
  onStage?: (stage: ImportStage) => void,
): Promise<Result<string>> {
  const bundle = await ports.bundles.importBundle(file, onStage);
  if (!bundle.ok) return bundle;
  const { runId, journalLines, completedTrials } = bundle.value;
  const known = [...(await ports.runs.list()), ...(await ports.runs.listDiscarded())];
  if (known.some((run) => run.runId === runId)) {
    const checked = await checkStoredRun(ports, runId, journalLines);
    if (checked.ok) await ports.runs.mark(runId, { discardedAt: null });
    return checked;
  }
  const imported = await ports.transcripts.importLines(runId, journalLines);
  if (!imported.ok) return imported;
  const start = await ports.transcripts.readStart(runId);
  if (!start.ok) return start;
  const { config, createdAt } = start.value;
  await ports.runs.put({
    runId,
    name: config.name,
    modelIds: config.models.map(({ modelId }) => modelId),
    taskTitle: config.task.title,
    createdAt,
    status: 'imported',
    trialCount: completedTrials,
    completedTrials,
  });
  return toOk(runId);
}

/** A run with the id of the bundle is here already: it must hold the same trials, or it would be shown in the bundle's place. */
async function checkStoredRun(ports: Ports, runId: string, lines: readonly string[]): Promise<Result<string>> {
  const stored = await ports.transcripts.read(runId);
  if (!stored.ok) return stored;
  const opened = parseTranscriptLines(lines);
  if (!opened.ok) return opened;
  if (isSameRun(stored.value, opened.value)) return addScorers(ports, runId, stored.value, opened.value);
  return toFailed(
    'bundle-invalid',
    'A run with the id of this bundle is stored here, but its trials are different ones. Delete that run under Runs, then open the bundle again.',
    { location: `runs/${runId}` },
  );
}

/** The run stays as it is; scorers that the bundle adds to it are added here too. */
async function addScorers(
  ports: Ports,
  runId: string,
  stored: readonly TranscriptEvent[],
  opened: readonly TranscriptEvent[],
): Promise<Result<string>> {
  const missing = mergeAddedScorers(stored, opened);
  if (!missing.ok) return missing;
  if (missing.value.length === 0) return toOk(runId);
  const journal = await ports.transcripts.open(runId);
  if (!journal.ok) return journal;
  await using writer = journal.value;
  const appended = await writer.append(missing.value);
  return appended.ok ? toOk(runId) : appended;
}
