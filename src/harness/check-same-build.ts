import { toFailed, type Result } from '#core/errors/result.ts';
import type { HarnessBuild } from '#core/model/effective-config.ts';
import type { Ports } from './ports.ts';

/**
 * Refuses to put trials of this build beside those of another one, which would mix two harnesses in one run.
 * @param doing what was asked for, e.g. `continuing it`.
 * @returns this build.
 */
export async function checkSameBuild(
  ports: Ports,
  runId: string,
  begun: HarnessBuild,
  doing: string,
): Promise<Result<HarnessBuild>> {
  const build = await ports.build();
  if (!build.ok || build.value.buildSha256 === begun.buildSha256) return build;
  return toFailed(
    'config-invalid',
    `This run was begun by another build of Plumbline (${begun.version}, ${begun.buildSha256.slice(0, 8)}); ${doing} with this one would mix two harnesses. Its transcripts can still be read and exported; start a new run to go on.`,
    { location: `runs/${runId}` },
  );
}
