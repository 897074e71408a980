import { beforeAll, describe, expect, test } from 'vitest';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { at, withEdit, withFreshHashes, withText, type Members } from '#tests/support/bundle-forgery.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const NAMES = ['Asha', 'Nisha', 'Sam', 'Noah'];
const samples: readonly Sample[] = NAMES.map((name, index) =>
  buildSample({
    sampleId: `who-${index}`,
    clusterId: `who-${index}`,
    input: `Facts: ${NAMES.map((other, place) => `${other} checks hoist ${place}.`).join(' ')}\nQuestion: Who checks hoist ${index}?`,
    target: [name],
  }),
);

function precisionConfig(): HarnessConfig {
  const base = buildConfig(samples);
  return {
    ...base,
    decoding: { ...base.decoding, temperature: 1.2, maxNewTokens: 6 },
    protocol: {
      ...base.protocol,
      epochs: { baseline: 2, perturbed: 1 },
      perturbations: base.protocol.perturbations.slice(0, 1),
      precision: {
        metric: { id: 'accuracy' },
        scorer: 'answer',
        halfWidth: 0.6,
        looks: [2, 4, 6],
        maxOutputTokens: null,
        betweenVariance: null,
      },
    },
  };
}

let run: FoldedRun;
let members: Members;

// A real model on a busy machine.
beforeAll(async () => {
  run = await runOnReference(precisionConfig());
  const written = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

function errorsOf(changed: Members): readonly string[] {
  return verifyBundle(changed, createTextCodec).flatMap(({ severity, member, message }) =>
    severity === 'error' ? [`${member}: ${message}`] : [],
  );
}

describe('a bundle of a run with a precision target', () => {
  test('is accepted, with looks decided again from its trials', () => {
    expect(run.status).toBe('completed');
    expect(run.rows.precision?.stop).not.toBeNull();
    expect(errorsOf(members)).toEqual([]);
  });

  test('with another look in its report is rejected', () => {
    for (const [field, value] of [
      ['halfWidth', 0.01],
      ['decision', 'budget'],
    ] as const) {
      const forged = withEdit(members, 'report.json', (report) => {
        const look = at(report, 'precision', 'looks', 0);
        look[field] = look[field] === value ? 'reached' : value;
      });
      expect(errorsOf(withFreshHashes(forged)).join('\n')).toContain('report.json: precision.looks[0]');
    }
  });

  test('with a wider target in its configuration, or without its last look, is rejected', () => {
    const moved = withEdit(members, 'config.json', (config) => {
      at(config, 'protocol', 'precision')['halfWidth'] = 0.0001;
    });
    expect(errorsOf(withFreshHashes(moved)).length).toBeGreaterThan(0);
    const lastEpoch = run.rows.precision?.looks.at(-1)?.epochs ?? 0;
    const cut = withText(members, 'transcripts-0000.jsonl', (text) =>
      text
        .split('\n')
        .filter((line) => !line.includes(`"epoch":${lastEpoch},`))
        .join('\n'),
    );
    expect(errorsOf(withFreshHashes(cut)).join('\n')).toContain('planned trials are missing');
  });
});
