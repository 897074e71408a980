import { parseJson } from '#core/bundle/parse-json.ts';
import { BUNDLE_FORMAT_VERSION, Manifest } from '#core/bundle/rows.ts';
import { toSchemaProblems } from '#core/bundle/schema-problem.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';

/** Files of a bundle by path. */
export type MemberMap = ReadonlyMap<string, Uint8Array>;

const MANIFEST_PATH = 'manifest.json';

function toInvalid(message: string): Result<never> {
  return toFailed('bundle-invalid', message, { location: MANIFEST_PATH });
}

/**
 * The manifest of a bundle. Its version is read before the rest, so that a bundle from a newer build fails with
 * `bundle-newer-version` and not with a schema message; everything else fails with `bundle-invalid`.
 */
export function parseManifest(members: MemberMap): Result<Manifest> {
  const bytes = members.get(MANIFEST_PATH);
  if (bytes === undefined)
    return toInvalid('The archive has no manifest.json: it is not a Plumbline bundle, or it was cut.');
  const text = decodeUtf8(bytes);
  if (!text.ok) return toInvalid(`manifest.json: byte ${text.byteOffset} is not valid UTF-8.`);
  const json = parseJson(text.text);
  if (!json.ok)
    return toInvalid(`manifest.json: not valid JSON at line ${json.line}, column ${json.column}: ${json.reason}.`);
  const { value } = json;
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== 'plumbline-bundle') {
    return toInvalid('manifest.json: format must be "plumbline-bundle"; this is the manifest of something else.');
  }
  if (
    'formatVersion' in value &&
    typeof value.formatVersion === 'number' &&
    value.formatVersion > BUNDLE_FORMAT_VERSION
  ) {
    return toFailed(
      'bundle-newer-version',
      `The bundle has format version ${value.formatVersion}; this build reads ${BUNDLE_FORMAT_VERSION} and older. Open it with a newer Plumbline.`,
      { location: MANIFEST_PATH },
    );
  }
  const parsed = Manifest.safeParse(value);
  if (parsed.success) return toOk(parsed.data);
  const [problem] = toSchemaProblems(parsed.error, value);
  return toInvalid(`manifest.json: ${problem?.message ?? 'not a manifest'}.`);
}
