import { beforeAll, describe, expect, test } from 'vitest';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { analyseRun } from '#harness/analyse-run.ts';
import { toBundleMembers } from '#harness/bundle-members.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { verifyBundle } from '#harness/verify-bundle.ts';
import { errorsOf } from '#tests/support/builders-bundle-members.ts';
import { buildConfig, buildSample } from '#tests/support/builders.ts';
import { withEdit, withFreshHashes, type Members } from '#tests/support/bundle-forgery.ts';
import { runOnReference } from '#tests/support/run-on-reference.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const NAMES = ['Asha', 'Nisha', 'Sam', 'Noah'];
const LABELS = ['A', 'B', 'C', 'D'];
const samples: readonly Sample[] = NAMES.map((name, index) =>
  buildSample({
    sampleId: `who-${index}`,
    clusterId: `who-${index}`,
    input: `${name} checks hoist ${index}.\nQuestion: Who checks hoist ${index}?`,
    target: [LABELS[index] ?? ''],
    options: { labels: LABELS, texts: NAMES },
  }),
);

/** Two demonstrations as turns of the chat, from the task's own samples, with the answer chosen among options. */
function fewShotConfig(): HarnessConfig {
  const base = buildConfig(samples);
  return {
    ...base,
    task: {
      ...base.task,
      mode: { type: 'choose', force: 'texts', delimiter: '' },
      fewShot: { pool: { type: 'own-samples' }, count: 2, draw: 'per-sample', render: { type: 'turns' } },
    },
    decoding: { ...base.decoding, temperature: 0 },
    protocol: {
      ...base.protocol,
      epochs: { baseline: 1, perturbed: 1 },
      perturbations: [{ id: 'fewshot_order', version: 1, params: {}, variants: 1 }],
    },
    scorers: [{ name: 'acc', version: 1, rules: [{ type: 'option-likelihood', families: null, per: 'option' }] }],
  };
}

let run: FoldedRun;
let members: Members;

// A real model on a busy machine.
beforeAll(async () => {
  run = await runOnReference(fewShotConfig());
  const written = toBundleMembers(run, analyseRun(run.rows), { includeEnvironment: true });
  members = new Map(written.map(({ path, bytes }) => [path, bytes]));
}, 120_000);

describe('a run with demonstrations', () => {
  test('completes, with every drawn demonstration answered in the prompt by its option’s text', () => {
    expect(run.status).toBe('completed');
    expect(run.rows.transcripts).toHaveLength(8);
    for (const { prompt, sampleId, conditionId } of run.rows.transcripts) {
      const row = run.rows.conditionRows.find(
        (entry) => entry.sampleId === sampleId && entry.conditionId === conditionId,
      );
      const places = (row?.demonstrations ?? []).map((shownId) => {
        const position = samples.findIndex((sample) => sample.sampleId === shownId);
        expect(prompt).toContain(`Who checks hoist ${position}?`);
        const answer = prompt.indexOf(NAMES[position] ?? '?', prompt.indexOf(`Who checks hoist ${position}?`));
        expect(answer).toBeGreaterThan(0);
        return answer;
      });
      expect(places).toHaveLength(2);
      expect(places.toSorted((a, b) => a - b)).toEqual(places);
      expect(row?.demonstrations).not.toContain(sampleId);
    }
  });

  test('is measured under another order of them', () => {
    const { estimates } = analyseRun(run.rows);
    expect(
      estimates.some(({ metric, conditionId }) => metric === 'accuracy' && conditionId === 'fewshot_order@1#0'),
    ).toBe(true);
  });
});

describe('its bundle', () => {
  test('is accepted by every check', () => {
    expect(verifyBundle(members, createTextCodec)).toEqual([]);
  });

  test('whose recorded draw was changed is refused', () => {
    const forged = withFreshHashes(
      withEdit(members, 'conditions.jsonl', (row) => void (row['demonstrations'] = ['who-0', 'who-1']), 4),
    );
    expect(errorsOf(forged).some((error) => /^plan conditions\.jsonl:4.*demonstrations/.test(error))).toBe(true);
  });

  test('whose prompt shows other demonstrations is refused', () => {
    const forged = withFreshHashes(
      withEdit(
        members,
        'transcripts-0000.jsonl',
        (row) => void (row['prompt'] = String(row['prompt']).replace(/hoist \d/, 'hoist 9')),
        1,
      ),
    );
    expect(errorsOf(forged).some((error) => error.startsWith('prompts transcripts-0000.jsonl:1'))).toBe(true);
  });
});
