import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { HarnessBuild } from '#core/model/effective-config.ts';
import { toAppUrl } from './app-url.ts';

const NO_HASH = '0'.repeat(64);

/** Stands in on the dev server and in tests, where nothing was built. */
const DEV_BUILD: HarnessBuild = {
  version: 'dev',
  commit: null,
  lockfileSha256: NO_HASH,
  buildSha256: NO_HASH,
  wasmSha256: [],
};

/** Which build of the app this is, from the `build.json` that the build script wrote beside it. */
export async function readBuildInfo(): Promise<Result<HarnessBuild>> {
  const value = await fetchBuildJson();
  if (value === null && import.meta.env.DEV) return toOk(DEV_BUILD);
  const parsed = HarnessBuild.safeParse(value);
  if (parsed.success) return toOk(parsed.data);
  return toFailed(
    'internal',
    'The app does not know which build it is (build.json is missing or damaged), so a run could not be repeated. Reload; if that does not help, the app was not built with "npm run build".',
    { location: 'build.json', detail: parsed.error.message },
  );
}

/** The file's value; null when there is no such file. */
async function fetchBuildJson(): Promise<unknown> {
  try {
    const response = await fetch(toAppUrl('build.json'), { cache: 'no-cache' });
    // A server with a single-page fallback answers with the page.
    if (!response.ok || response.headers.get('content-type')?.includes('json') !== true) return null;
    return await response.json();
  } catch {
    return null;
  }
}
