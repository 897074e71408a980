import { decodeLink, encodeLink } from '#core/bundle/link.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { deflateRaw, inflateRaw } from './bundle-deflate.ts';

/** URL fragment that carries the whole configuration; fails with `config-too-large` over 8 kB. */
export function toConfigLink(config: HarnessConfig): Result<string> {
  return encodeLink(config, deflateRaw);
}

/** Configuration of a URL fragment; fails with `link-invalid`, `config-invalid` or `config-too-large`. */
export function parseConfigLink(fragment: string): Result<HarnessConfig> {
  return decodeLink(fragment, inflateRaw);
}
