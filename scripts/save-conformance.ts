import { writeFile } from 'node:fs/promises';
import { arch, cpus } from 'node:os';
import { join } from 'node:path';
import { toConformanceDocument, type ConformanceRun } from './conformance-document.ts';
import { root } from './root.ts';

/** Writes `docs/conformance.md` where `PLUMBLINE_CONFORMANCE` asks for it, as `npm run conformance` does; a test run writes nothing. */
export async function saveConformance(_context: unknown, run: ConformanceRun): Promise<void> {
  if (process.env['PLUMBLINE_CONFORMANCE'] !== 'write') return;
  const hardware = `${arch()}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, no GPU`;
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(join(root, 'docs/conformance.md'), toConformanceDocument(run, { hardware, date }));
}
