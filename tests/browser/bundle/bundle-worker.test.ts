import { wrap } from 'comlink';
import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import type { BundleApi } from '#workers/contract/bundle.ts';
import { buildFoldedRun, errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildJournal } from '#tests/support/builders-bundle-run.ts';
import { buildZipMembers, ZIP_FIXTURE_SHA256 } from '#tests/support/zip-fixture.ts';

const toSha256 = async (blob: Blob): Promise<string> => sha256Hex(new Uint8Array(await blob.arrayBuffer()));

function openBundleWorker(): { api: ReturnType<typeof wrap<BundleApi>>; [Symbol.dispose](): void } {
  const worker = new Worker(new URL('../../../workers/bundle/bundle.worker.ts', import.meta.url), { type: 'module' });
  return { api: wrap<BundleApi>(worker), [Symbol.dispose]: () => worker.terminate() };
}

const journalLines = buildJournal({ hasFailedTrial: true }).map((event) => toCanonicalJson(event));

describe('in Chromium', () => {
  test('the zip codec writes the bytes that Node writes', async () => {
    const zip = await encodeZip(buildZipMembers());
    if (!zip.ok) throw new Error(zip.failure.message);
    expect(await toSha256(zip.value)).toBe(ZIP_FIXTURE_SHA256);
    const decoded = await decodeZip(zip.value);
    expect(decoded).toEqual({ ok: true, value: new Map(buildZipMembers().map(({ path, bytes }) => [path, bytes])) });
  });

  test('the worker exports a bundle that verifies, and opens it as the same run', async () => {
    using worker = openBundleWorker();
    const exported = await worker.api.exportBundle({ journalLines, includeEnvironment: true });
    if (!exported.ok) throw new Error(exported.failure.message);
    const members = await decodeZip(exported.value.blob);
    expect(members.ok && errorsOf(members.value)).toEqual([]);
    const imported = await worker.api.importBundle(exported.value.blob);
    if (!imported.ok) throw new Error(imported.failure.message);
    const events = parseTranscriptLines(imported.value.journalLines);
    expect(events.ok && toRunRows(events.value)).toEqual({ ok: true, value: buildFoldedRun({ hasFailedTrial: true }) });
    const again = await worker.api.exportBundle({
      journalLines: imported.value.journalLines,
      includeEnvironment: true,
    });
    expect(again.ok && (await toSha256(again.value.blob))).toBe(await toSha256(exported.value.blob));
  });

  test('a cut bundle and a broken journal come back as failures', async () => {
    using worker = openBundleWorker();
    const cut = await worker.api.importBundle(new Blob(['PK\u0003\u0004 not a zip']));
    expect(cut.ok ? null : cut.failure.code).toBe('bundle-invalid');
    const broken = await worker.api.exportBundle({ journalLines: ['{'], includeEnvironment: true });
    expect(broken.ok ? null : broken.failure.code).toBe('storage-corrupt');
  });
});
