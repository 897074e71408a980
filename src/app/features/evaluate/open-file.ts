import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { MAX_CONFIG_LENGTH, parseConfig } from '#core/model/parse-config.ts';
import { isSameRun } from '#harness/is-same-run.ts';
import { mergeAddedScorers } from '#harness/merge-added-scorers.ts';
import type { Ports } from '#harness/ports.ts';

/** Checks a bundle and keeps it as a run that every screen can read; resolves with its run id. */
export async function openBundle(ports: Ports, file: Blob): Promise<Result<string>> {
  const bundle = await ports.bundles.importBundle(file);
  if (!bundle.ok) return bundle;
  const { runId, journalLines } = bundle.value;
  const known = await ports.runs.list();
  if (known.some((run) => run.runId === runId)) return checkStoredRun(ports, runId, journalLines);
  const imported = await ports.transcripts.importLines(runId, journalLines);
  if (!imported.ok) return imported;
  const events = await ports.transcripts.read(runId);
  const start = events.ok ? events.value[0] : undefined;
  if (!events.ok) return events;
  if (start?.type !== 'run-start') return toFailed('bundle-invalid', 'The bundle does not begin with a configuration.');
  const completedTrials = events.value.filter((event) => event.type === 'trial-end').length;
  const { config, createdAt } = start;
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

/** A configuration from a file of a person. */
export async function openConfig(file: Blob): Promise<Result<HarnessConfig>> {
  if (file.size > MAX_CONFIG_LENGTH * 3) {
    return toFailed(
      'config-too-large',
      `The file has ${file.size} bytes; at most ${MAX_CONFIG_LENGTH} characters are read.`,
    );
  }
  const decoded = decodeUtf8(new Uint8Array(await file.arrayBuffer()));
  if (decoded.ok) return parseConfig(decoded.text);
  return toFailed('config-invalid', 'The file is not UTF-8 text: save it as UTF-8 and load it again.', {
    location: `byte ${decoded.byteOffset}`,
  });
}
