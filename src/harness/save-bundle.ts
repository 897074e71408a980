import { toOk, type Result } from '#core/errors/result.ts';
import type { Ports } from './ports.ts';

/** Packs a run and offers the bundle as a file; gives the file's name. */
export async function saveBundle(ports: Ports, runId: string, includeEnvironment: boolean): Promise<Result<string>> {
  const journalLines = await ports.transcripts.readLines(runId);
  if (!journalLines.ok) return journalLines;
  const bundle = await ports.bundles.exportBundle({ journalLines: journalLines.value, includeEnvironment });
  if (!bundle.ok) return bundle;
  ports.saveFile(bundle.value.fileName, bundle.value.blob);
  return toOk(bundle.value.fileName);
}
