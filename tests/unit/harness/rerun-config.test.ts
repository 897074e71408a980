import type { EffectiveConfig, LoadReport } from '#core/model/effective-config.ts';
import { compareRuns } from '#core/replication/compare-runs.ts';
import { DEFAULT_DELTA } from '#core/replication/replication-settings.ts';
import { toRerunConfig } from '#harness/rerun-config.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { fakeLoadReport } from '#tests/support/fake-ports.ts';
import { expect, test } from 'vitest';
import { buildRunRows } from './analyse-fixtures.ts';

const samples = buildSamples(2);
const config = buildConfig(samples);
const [model] = config.models;

/** The effective configuration of a run of the first model. */
function toEffective(changes: Partial<LoadReport>): EffectiveConfig {
  const load = { ...fakeLoadReport, modelId: model?.modelId ?? '', ...changes };
  const { decoding } = config;
  const hash = '0'.repeat(64);
  return {
    harness: { version: '0', commit: null, lockfileSha256: hash, buildSha256: hash, wasmSha256: [] },
    configHash: hash,
    designHash: hash,
    models: [
      {
        load,
        batchSize: 1,
        decoding: { asked: decoding, effective: decoding, ignored: [] },
        determinismCheck: { trials: 0, identical: true, firstDivergence: null },
      },
    ],
  };
}

const runtime = { name: 'onnxruntime-web', version: '1.30.0', device: 'wasm', threads: 1 };
const used = { status: 'used', reason: null, maxLogitDelta: 1e-6 } as const;

test.each([
  { name: 'a run that shared prompts', changes: { runtime, sharedPrefix: used }, expected: undefined },
  { name: 'a run of another runtime', changes: {}, expected: undefined },
  { name: 'a run of a build that could not', changes: { runtime }, expected: 'off' },
  {
    name: 'a run whose graph was refused',
    changes: { runtime, sharedPrefix: { status: 'refused', reason: 'why', maxLogitDelta: null } },
    expected: 'off',
  },
] as const)('$name is run again with sharedPrefix $expected', ({ changes, expected }) => {
  expect(toRerunConfig(config, toEffective(changes)).models[0]?.sharedPrefix).toBe(expected);
});

test('two runs of which one shared prompts are of class C, of the same kind of the class they state', () => {
  const toSide = (changes: Partial<LoadReport>) => ({
    ...buildRunRows({ samples }),
    effective: toEffective({ reproducibilityClass: 'A', ...changes }),
  });
  const toClass = (a: Partial<LoadReport>, b: Partial<LoadReport>) =>
    compareRuns(toSide(a), toSide(b), {
      delta: DEFAULT_DELTA,
      acceptsOtherSeed: true,
      permutations: 1,
      drawIndex: () => 0,
    }).expectedClass;
  expect(toClass({ sharedPrefix: used }, { sharedPrefix: used })).toBe('A');
  expect(toClass({}, { sharedPrefix: { status: 'off', reason: null, maxLogitDelta: null } })).toBe('A');
  expect(toClass({}, { sharedPrefix: used })).toBe('C');
});
