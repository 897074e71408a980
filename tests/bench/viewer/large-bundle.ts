import type { ScoreRow, TimingRow, TranscriptRow } from '#core/bundle/rows.ts';
import { toConfigHash, toDesignHash } from '#core/bundle/config-hash.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { Sample } from '#core/model/sample.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import { planRun } from '#harness/plan-run.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { root } from '#scripts/root.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Families of the quick start's task whose answers are short: with them 100,000 trials are about 200 MB. */
const FAMILIES: ReadonlySet<string> = new Set(['triage', 'choice', 'count', 'relay', 'decline']);

/** What a bundle of the benchmark holds. */
export interface LargeBundle {
  readonly runId: string;
  readonly trials: number;
  readonly zipBytes: number;
  /** All members, unpacked. */
  readonly unpackedBytes: number;
}

/** Greedy answers of the embedded model to the plain and the perturbed prompts of the quick start, once each. */
export async function runGreedy(): Promise<FoldedRun> {
  const config = await readConfig();
  return runOnReference(config);
}

/**
 * Writes a bundle of real rows: at temperature 0 every epoch of a prompt has the same output, so rows of one epoch stand for
 * those of any number, and the bundle passes every check.
 * @param epochs of each prompt, 1 … 1000.
 */
export async function writeLargeBundle(path: string, greedy: FoldedRun, epochs: number): Promise<LargeBundle> {
  const run = withEpochs(greedy, epochs);
  const members = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  const zip = await encodeZip(members);
  if (!zip.ok) throw new Error(zip.failure.message);
  await writeFile(path, new Uint8Array(await zip.value.arrayBuffer()));
  return {
    runId: run.rows.runId,
    trials: run.rows.transcripts.length,
    zipBytes: zip.value.size,
    unpackedBytes: members.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

async function readConfig(): Promise<HarnessConfig> {
  const config: HarnessConfig = JSON.parse(await readFile(join(root, 'public/configs/quickstart.json'), 'utf8'));
  const lines = (await readFile(join(root, 'public/tasks/maintenance-desk-1.jsonl'), 'utf8')).trim().split('\n');
  const samples = lines
    .map((line) => Sample.parse(JSON.parse(line)))
    .filter(({ family, sampleId }) => FAMILIES.has(family) && !sampleId.endsWith('-hi'));
  return {
    ...config,
    name: 'Many trials',
    task: { ...config.task, samples: { type: 'inline', samples } },
    decoding: { ...config.decoding, temperature: 0 },
    protocol: { ...config.protocol, epochs: { baseline: 1, perturbed: 1 } },
  };
}

function withEpochs(greedy: FoldedRun, epochs: number): FoldedRun {
  const { rows } = greedy;
  const config = {
    ...rows.config,
    protocol: { ...rows.config.protocol, epochs: { baseline: epochs, perturbed: epochs } },
  };
  const planned = planRun(config, rows.samples);
  if (!planned.ok) throw new Error(planned.failure.message);
  const hashes = { configHash: toConfigHash(config), designHash: toDesignHash(config) };
  const toPlace = (of: { readonly conditionId: string; readonly sampleId: string }): string =>
    JSON.stringify([of.conditionId, of.sampleId]);
  const transcriptByPlace = new Map(rows.transcripts.map((row) => [toPlace(row), row]));
  const timingByKey = new Map(rows.timings.map((row) => [row.trialKey, row]));
  const scoresByKey = Map.groupBy(rows.scores, ({ trialKey }) => trialKey);
  const transcripts: TranscriptRow[] = [];
  const scores: ScoreRow[] = [];
  const timings: TimingRow[] = [];
  for (const group of planned.value.groups) {
    const row = transcriptByPlace.get(toPlace(group));
    const timing = row === undefined ? undefined : timingByKey.get(row.trialKey);
    if (row === undefined || timing === undefined) throw new Error(`no output for ${toPlace(group)}`);
    for (const { trialKey, epoch } of group.trials) {
      transcripts.push({ ...row, trialKey, epoch });
      timings.push({ ...timing, trialKey });
      for (const score of scoresByKey.get(row.trialKey) ?? []) scores.push({ ...score, trialKey, epoch });
    }
  }
  const runId = `bench-${String(transcripts.length)}-trials`;
  return {
    ...greedy,
    rows: { ...rows, ...hashes, runId, config, conditions: planned.value.conditions, transcripts, scores, timings },
    askedConfig: config,
    plan: planned.value,
    effectiveConfig: { ...greedy.effectiveConfig, ...hashes },
  };
}
