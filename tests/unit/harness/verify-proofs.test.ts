import { describe, expect, test } from 'vitest';
import type { ControlProbe } from '#core/model/control-probe.ts';
import { at, withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';

const members = buildMembers();
const adapter = {
  vendor: 'acme',
  architecture: 'gen-1',
  device: '',
  description: '',
  isFallbackAdapter: false,
  features: ['shader-f16'],
  limits: {
    maxBufferSize: 1,
    maxStorageBufferBindingSize: 1,
    maxComputeWorkgroupStorageSize: 1,
    maxComputeInvocationsPerWorkgroup: 1,
    maxComputeWorkgroupSizeX: 1,
    maxStorageBuffersPerShaderStage: 1,
  },
};

describe('the GPU of a bundle', () => {
  const withGpus = (machine: unknown, session: unknown): Members =>
    withEdit(
      withEdit(members, 'environment.json', (environment) => (environment['gpu'] = machine)),
      'effective-config.json',
      (config) => (at(config, 'models', 0, 'load')['gpu'] = session),
    );
  const session = { vendor: 'acme', architecture: 'gen-1', features: ['shader-f16'] };
  const errors = (bundle: Members): string =>
    errorsOf(withFreshHashes(bundle))
      .filter((error) => error.includes('environment.json'))
      .join('\n');

  test('is that of the machine', () => {
    expect(errors(withGpus(adapter, session))).toBe('');
  });

  test.each<[string, unknown, unknown, string]>([
    ['none', null, session, 'has no GPU'],
    ['another vendor', adapter, { ...session, vendor: 'other' }, 'gpu.vendor is "acme"'],
    ['another architecture', adapter, { ...session, architecture: 'gen-2' }, 'gpu.architecture is "gen-1"'],
    ['a feature more', adapter, { ...session, features: ['subgroups'] }, 'the GPU lacks subgroups'],
  ])('is not that of the machine: %s', (_title, machine, used, message) => {
    expect(errors(withGpus(machine, used))).toContain(message);
  });
});

test('a control that the evidence shows as ignored cannot be left out of the record', () => {
  const decoding = {
    temperature: 0,
    topK: 0,
    topP: 1,
    minP: 0,
    repetitionPenalty: 1,
    maxNewTokens: 6,
    stopStrings: [],
  };
  const toStep = (...outputs: readonly number[]): ControlProbe['base'] => ({
    decoding,
    rows: outputs.map((token, index) => ({
      trialKey: String(index),
      tokenIds: [token],
      text: 'a',
      finishReason: 'length',
      smallestLead: 0,
    })),
  });
  const same = toStep(5, 5);
  const probe: ControlProbe = {
    promptTokenIds: [1],
    base: toStep(5, 6),
    seed: toStep(5, 6),
    temperature: toStep(5, 6),
    topK: same,
    topP: same,
    minP: same,
    repetitionPenalty: same,
    maxNewTokens: toStep(5, 6),
    stopStrings: null,
  };
  const forged = withEdit(
    members,
    'effective-config.json',
    (config) => (at(config, 'models', 0)['controlProbe'] = probe),
  );
  expect(errorsOf(withFreshHashes(forged)).join('\n')).toMatch(/effective-config\.json.*ignored/);
});
