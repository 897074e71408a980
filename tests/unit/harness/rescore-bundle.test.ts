import { describe, expect, test } from 'vitest';
import { parseJson } from '#core/bundle/parse-json.ts';
import type { Failure } from '#core/errors/failure.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import { Report } from '#core/model/report.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { parseBundleContents } from '#harness/bundle-contents.ts';
import { parseManifest } from '#harness/bundle-manifest.ts';
import { rescoreBundle } from '#harness/rescore-bundle.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { exportBundle } from '#workers/bundle/export-bundle.ts';
import { importBundle } from '#workers/bundle/import-bundle.ts';
import { textOf, withEdit, withFreshHashes, withText, type Members } from '#tests/support/bundle-forgery.ts';
import { buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';

const lenient: Scorer = {
  name: 'lenient',
  version: 1,
  rules: [{ type: 'includes', families: null, ignoreCase: true }],
};

function contentsOf(members: Members): NonNullable<ReturnType<typeof parseBundleContents>['contents']> {
  const manifest = parseManifest(members);
  if (!manifest.ok) throw new Error(manifest.failure.message);
  const { contents } = parseBundleContents(members, manifest.value);
  if (contents === null) throw new Error('not whole');
  return contents;
}

function rescored(members: Members, scorer: Scorer = lenient): Members {
  const result = rescoreBundle(members, contentsOf(members), scorer);
  if (!result.ok) throw new Error(result.failure.message);
  return new Map(result.value.map(({ path, bytes }) => [path, bytes]));
}

function refusal(members: Members, scorer: Scorer): Failure {
  const result = rescoreBundle(members, contentsOf(members), scorer);
  if (result.ok) throw new Error('expected a failure');
  return result.failure;
}

function reportOf(members: Members): Report {
  const json = parseJson(textOf(members, 'report.json'));
  if (!json.ok) throw new Error(json.reason);
  return Report.parse(json.value);
}

const before = buildMembers({ hasFailedTrial: true });
const after = rescored(before);

describe('a rescored bundle', () => {
  test('is accepted by every check', () => {
    expect(errorsOf(after)).toEqual([]);
  });

  test('keeps the bytes of everything but scores, report, readme and manifest', () => {
    const changed = [...after].flatMap(([path, bytes]) =>
      Buffer.from(bytes).equals(before.get(path) ?? new Uint8Array()) ? [] : [path],
    );
    expect(changed.toSorted()).toEqual([
      'README.md',
      'manifest-sha256.txt',
      'manifest.json',
      'report.html',
      'report.json',
      'rescoring.json',
      'ro-crate-metadata.json',
      'scores.jsonl',
    ]);
    expect(contentsOf(after).manifest).toMatchObject({
      configHash: contentsOf(before).manifest.configHash,
      designHash: contentsOf(before).manifest.designHash,
    });
  });

  test('holds the results of both scorers, the earlier ones unchanged', () => {
    const added = contentsOf(after).scores.filter(({ row }) => row.scorer === 'lenient');
    const kept = contentsOf(after).scores.filter(({ row }) => row.scorer !== 'lenient');
    expect(kept.map(({ row }) => row)).toEqual(contentsOf(before).scores.map(({ row }) => row));
    expect(added).toHaveLength(kept.length);
    const ofBefore = reportOf(before).estimates.filter((estimate) => estimate.scorer !== null);
    const estimates = reportOf(after).estimates;
    for (const estimate of ofBefore) expect(estimates).toContainEqual(estimate);
    expect(new Set(estimates.map((estimate) => estimate.scorer))).toContain('lenient');
  });

  test('is the same when made again, and takes a second scorer', () => {
    expect(rescored(before)).toEqual(after);
    const twice = rescored(after, { ...lenient, name: 'third' });
    expect(errorsOf(twice)).toEqual([]);
    expect(contentsOf(twice).addedScorers.map(({ scorer, rootHash }) => [scorer.name, rootHash])).toEqual([
      ['lenient', contentsOf(before).manifest.rootHash],
      ['third', contentsOf(after).manifest.rootHash],
    ]);
  });

  test('opens as a run with both scorers and is exported with the same bytes', async () => {
    const zip = await encodeZip([...after].map(([path, bytes]) => ({ path, bytes })));
    if (!zip.ok) throw new Error(zip.failure.message);
    const opened = await importBundle(zip.value);
    if (!opened.ok) throw new Error(opened.failure.message);
    const events = parseTranscriptLines(opened.value.journalLines);
    const run = events.ok ? toRunRows(events.value) : events;
    if (!run.ok) throw new Error(run.failure.message);
    expect(run.value.rows.config.scorers.map(({ name }) => name)).toEqual(['answer', 'lenient']);
    expect(run.value.askedConfig.scorers.map(({ name }) => name)).toEqual(['answer']);
    const again = await exportBundle({ journalLines: opened.value.journalLines, includeEnvironment: true });
    const members = again.ok ? await decodeZip(again.value.blob) : again;
    if (!members.ok) throw new Error(members.failure.message);
    expect(members.value).toEqual(after);
  });
});

describe('a scorer is refused that', () => {
  test('has the name of one of the run', () => {
    expect(refusal(before, { ...lenient, name: 'answer' }).message).toContain('has a scorer "answer" already');
    expect(refusal(after, lenient).message).toContain('has a scorer "lenient" already');
  });

  test('cannot judge every sample, or follows other rules', () => {
    const [rule] = lenient.rules;
    if (rule === undefined) throw new Error('no rule');
    expect(refusal(before, { ...lenient, rules: [{ ...rule, families: ['choice'] }] }).message).toContain(
      'has no rule for',
    );
    expect(refusal(before, { ...lenient, rules: [{ type: 'choice', families: null }] }).message).toContain(
      'has no options',
    );
    expect(refusal(before, { ...lenient, version: 2 }).message).toContain('asks for version 2');
  });
});

describe('a forgery is found', () => {
  test('in a score of the added scorer', () => {
    const line = contentsOf(after).scores.findIndex(({ row }) => row.scorer === 'lenient') + 1;
    const forged = withFreshHashes(withEdit(after, 'scores.jsonl', (row) => (row['value'] = 0.5), line));
    expect(errorsOf(forged)[0]).toContain(`scores scores.jsonl:${line}: value is 0.5, recomputed`);
  });

  test('in the rules of the added scorer', () => {
    const forged = withText(after, 'rescoring.json', (text) => text.replace('"ignoreCase":true', '"ignoreCase":false'));
    expect(errorsOf(withFreshHashes(forged))[0]).toMatch(/^scores scores\.jsonl:\d+: answer is ".*", recomputed/);
  });

  test('when rescoring.json is left out, or names a scorer twice', () => {
    const without = new Map([...after].filter(([path]) => path !== 'rescoring.json'));
    expect(errorsOf(withFreshHashes(without))[0]).toContain('which has no completed output or no such scorer');
    const twice = withText(after, 'rescoring.json', (text) => text.replace(/"added":\[(.*)\]/, '"added":[$1,$1]'));
    expect(errorsOf(withFreshHashes(twice))).toEqual([
      'plan rescoring.json: The run has a scorer "lenient" already: give the added one another name.',
    ]);
  });
});
