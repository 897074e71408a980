import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { toOk, type Result } from '#core/errors/result.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toJournalEvents } from '#harness/bundle-journal.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { mergeRuns } from '#harness/merge-runs.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { openVerifiedBundle } from './open-verified-bundle.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run merge -- <part.plumb.zip> <part.plumb.zip> … --out <whole.plumb.zip>

Makes one bundle of the bundles of several machines that each ran a part of one configuration, such as runs that were cancelled at different
places. Each part is verified first. No trial may have a result in two parts. Environment and load reports are those of the first part.

  --out <file>  where the merged bundle goes; an existing file is replaced, and only when all went well
  --help        this text

Exit code: 0 written and complete · 1 a part was rejected, or the parts do not fit · 2 bad arguments · 3 written, but trials are missing.
`;

interface Merged {
  readonly zip: Uint8Array;
  readonly isComplete: boolean;
  readonly trials: number;
}

async function mergeBundles(paths: readonly string[]): Promise<Result<Merged>> {
  const parts: (readonly TranscriptEvent[])[] = [];
  for (const path of paths) {
    const bundle = await openVerifiedBundle(path);
    if (!bundle.ok) return bundle;
    const events = toJournalEvents(bundle.value.contents);
    if (!events.ok) return events;
    parts.push(events.value);
  }
  const merged = mergeRuns(parts);
  if (!merged.ok) return merged;
  const run = toRunRows(merged.value);
  if (!run.ok) return run;
  const members = toBundleMembers(run.value, analyseRun(run.value.rows), { includeEnvironment: true });
  const zip = await encodeZip(members);
  if (!zip.ok) return zip;
  return toOk({
    zip: new Uint8Array(await zip.value.arrayBuffer()),
    isComplete: run.value.status === 'completed',
    trials: run.value.rows.transcripts.length,
  });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length < 2 || values.out === undefined) {
    process.stderr.write(`Two or more bundles and --out are needed.\n\n${HELP}`);
    return 2;
  }
  for (const path of positionals) {
    if ((await stat(path).catch(() => null))?.isFile()) continue;
    process.stderr.write(`cannot read ${path}: there is no such file\n`);
    return 2;
  }
  const merged = await mergeBundles(positionals);
  if (!merged.ok) {
    process.stderr.write(`${merged.failure.message}\n${merged.failure.detail ?? ''}\n`);
    return 1;
  }
  await writeWholeFile(values.out, merged.value.zip);
  const { isComplete, trials } = merged.value;
  process.stdout.write(`${values.out}: ${trials} trials, ${isComplete ? 'complete' : 'some are missing'}\n`);
  return isComplete ? 0 : 3;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
