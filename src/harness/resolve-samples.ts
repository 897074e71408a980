import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { TaskConfig } from '#core/model/harness-config.ts';
import { parseSamplesJsonl } from '#core/model/parse-samples.ts';
import type { Sample } from '#core/model/sample.ts';
import type { OwnFiles } from './ports.ts';
import { isTaskFileOf } from './task-file.ts';

/** The task's samples: from the configuration itself, or from the file that it names, checked against its hash. */
export async function resolveSamples(task: TaskConfig, ownFiles: OwnFiles): Promise<Result<readonly Sample[]>> {
  const { samples } = task;
  if (samples.type === 'inline') return toOk(samples.samples);
  const file = await ownFiles.readBytes(samples.path, samples.bytes);
  if (!file.ok) return file;
  const sha256 = sha256Hex(file.value);
  if (sha256 !== samples.sha256) {
    return toFailed(
      'task-invalid',
      `The task file ${samples.path} is not the one that the configuration names (sha256 ${sha256.slice(0, 12)}… instead of ${samples.sha256.slice(0, 12)}…).`,
      {
        location: samples.path,
      },
    );
  }
  const parsed = parseSamplesJsonl(file.value, samples.path);
  if (!parsed.ok) return parsed;
  if (!isTaskFileOf(parsed.value, samples.sha256)) {
    return toFailed(
      'task-invalid',
      `The task file ${samples.path} is not written one sample a line with its fields in the order of the schema, so a bundle could not be checked against it.`,
      { location: samples.path },
    );
  }
  return parsed.value.length === samples.sampleCount
    ? parsed
    : toFailed(
        'task-invalid',
        `The task file ${samples.path} has ${parsed.value.length} samples; the configuration says ${samples.sampleCount}.`,
        { location: 'task.samples.sampleCount' },
      );
}
