import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { MAX_CONFIG_LENGTH, parseConfig } from '#core/model/parse-config.ts';

/** A configuration from a file of a person. */
export async function openConfig(file: Blob): Promise<Result<HarnessConfig>> {
  if (file.size > MAX_CONFIG_LENGTH * 3) {
    return toFailed(
      'config-too-large',
      `The file has ${file.size} bytes; at most ${MAX_CONFIG_LENGTH} characters are read.`,
    );
  }
  const decoded = decodeUtf8(new Uint8Array(await file.arrayBuffer()));
  if (decoded.ok) return parseConfig(decoded.text);
  return toFailed('config-invalid', 'The file is not UTF-8 text: save it as UTF-8 and load it again.', {
    location: `byte ${decoded.byteOffset}`,
  });
}
