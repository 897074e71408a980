import { expect, test } from 'vitest';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { TaskConfig } from '#core/model/harness-config.ts';
import type { OwnFiles } from '#harness/ports.ts';
import { resolveSamples } from '#harness/resolve-samples.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const samples = buildSamples(3);
const bytes = encodeUtf8(samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
const file = {
  type: 'file' as const,
  path: 'tasks/own.jsonl',
  bytes: bytes.length,
  sha256: sha256Hex(bytes),
  sampleCount: 3,
};

function serve(content: Uint8Array): OwnFiles {
  return {
    readBytes: () => Promise.resolve(toOk(content)),
    readText: () => Promise.resolve(toFailed('internal', 'not asked for')),
  };
}

function toTask(change: Partial<typeof file> = {}): TaskConfig {
  return { ...buildConfig([]).task, samples: { ...file, ...change } };
}

test('samples of a file are those whose hash the configuration names', async () => {
  expect(await resolveSamples(toTask(), serve(bytes))).toEqual(toOk(samples));
});

test('another file under the same name is refused by its hash', async () => {
  const resolved = await resolveSamples(toTask(), serve(encodeUtf8('{}\n')));
  expect(resolved.ok ? null : resolved.failure).toMatchObject({ code: 'task-invalid', location: 'tasks/own.jsonl' });
});

test('another number of samples than stated is refused', async () => {
  const resolved = await resolveSamples(toTask({ sampleCount: 4 }), serve(bytes));
  expect(resolved.ok ? null : resolved.failure.location).toBe('task.samples.sampleCount');
});
