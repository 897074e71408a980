import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Sample } from '#core/model/sample.ts';
import { DEFAULT_DELTA, type ComparisonAsked } from '#core/replication/replication-settings.ts';
import type { Replication } from '#core/replication/replication.ts';
import { compareStoredRuns } from '#harness/compare-bundles.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { EXIT_CODE_BY_VERDICT } from '#scripts/replication-print.ts';
import { root } from '#scripts/root.ts';
import { runOnReference, type ReferenceChanges } from '#tests/support/run-on-reference.ts';

const SAMPLES = 24;
const EPOCHS = 8;

function readConfig(): HarnessConfig {
  const read = (path: string): string => readFileSync(join(root, 'public', path), 'utf8');
  const config = HarnessConfig.parse(JSON.parse(read('configs/quickstart.json')));
  const english = read('tasks/maintenance-desk-1.jsonl')
    .trim()
    .split('\n')
    .map((line) => Sample.parse(JSON.parse(line)))
    .filter(({ family, sampleId }) => family === 'triage' && !sampleId.endsWith('-hi'));
  return {
    ...config,
    task: { ...config.task, samples: { type: 'inline', samples: english.slice(0, SAMPLES) } },
    protocol: { ...config.protocol, epochs: { baseline: EPOCHS, perturbed: 1 }, perturbations: [] },
  };
}

const config = readConfig();
const original = runOnReference(config);

async function replicate(
  asked: HarnessConfig,
  changes: ReferenceChanges,
  declared: Partial<ComparisonAsked> = {},
): Promise<Replication> {
  const [a, b] = [await original, await runOnReference(asked, (reference) => [reference], changes)];
  return compare(a, b, declared);
}

function compare(a: FoldedRun, b: FoldedRun, declared: Partial<ComparisonAsked> = {}): Replication {
  return compareStoredRuns(a, b, { delta: DEFAULT_DELTA, acceptsOtherSeed: false, subset: null, ...declared })
    .replication;
}

/** Turns one bit in the weights, behind everything that gives the graph its shape. */
function withOneOtherByte(files: Record<string, Uint8Array<ArrayBuffer>>): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => {
      if (!path.endsWith('.onnx')) return [path, bytes];
      const changed = bytes.slice();
      const place = Math.floor(changed.length / 2);
      changed[place] = (changed[place] ?? 0) ^ 1;
      return [path, changed];
    }),
  );
}

describe('replications of one run by the real engine', () => {
  test('the same again is BIT_EXACT', async () => {
    const replication = await replicate(config, {});
    expect(replication.verdict).toBe('BIT_EXACT');
    expect(replication.bitExact[0]?.exact?.trials).toBe(SAMPLES * EPOCHS);
    expect(EXIT_CODE_BY_VERDICT[replication.verdict]).toBe(0);
  }, 120_000);

  test('one byte of the weights makes it NOT_COMPARABLE, naming the file', async () => {
    const replication = await replicate(config, { toFiles: withOneOtherByte });
    expect(replication.verdict).toBe('NOT_COMPARABLE');
    expect(replication.designDifferences.map(({ path }) => path).join(' ')).toMatch(/models\[0\]/);
    expect(EXIT_CODE_BY_VERDICT[replication.verdict]).toBe(5);
  }, 120_000);

  test('another master seed makes it NOT_COMPARABLE, or gives a statistical verdict when that is asked for', async () => {
    const masterSeed = config.protocol.masterSeed + 1;
    const other = await runOnReference({ ...config, protocol: { ...config.protocol, masterSeed } });
    const refused = compare(await original, other);
    expect(refused.verdict).toBe('NOT_COMPARABLE');
    expect(refused.designDifferences.map(({ path }) => path)).toEqual(['protocol.masterSeed']);
    const judged = compare(await original, other, { acceptsOtherSeed: true });
    expect(['EQUIVALENT', 'INCONCLUSIVE']).toContain(judged.verdict);
    expect(judged.seeds).toBe('independent');
    expect(judged.comparisons[0]?.squaresTest?.pValue).toBeGreaterThan(0.05);
  }, 120_000);

  test('another temperature in the engine, under the same hashes, is DIFFERENT, with the first divergence and its gap', async () => {
    const replication = await replicate(config, {
      toRequest: (request) => ({ ...request, decoding: { ...request.decoding, temperature: 3 } }),
    });
    expect(replication.designDifferences).toEqual([]);
    expect(replication.verdict).toBe('DIFFERENT');
    const first = replication.bitExact[0]?.divergence?.first;
    expect(first?.gapA).toBeGreaterThan(0);
    expect(first?.tokenA).not.toBe(first?.tokenB);
    expect(EXIT_CODE_BY_VERDICT[replication.verdict]).toBe(4);
  }, 120_000);

  test('a random part is compared alone, and says what it can show', async () => {
    const subset = { samples: 6, seed: 7 };
    const replication = compare(await original, await original, { subset });
    expect(replication.verdict).toBe('BIT_EXACT');
    expect(replication.bitExact[0]?.exact?.trials).toBe(6 * EPOCHS);
    expect(replication.subset).toMatchObject({ ...subset, of: SAMPLES });
    expect(replication.subset?.sampleIds).toHaveLength(6);
  }, 120_000);
});
