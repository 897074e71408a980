import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelSource } from '#core/model/model-ref.ts';
import { toAppUrl } from './app-url.ts';

/**
 * Where a file of a model lies: `models/<path>/` under the app, under the base URL that the configuration names, or under
 * `<hub>/<repo>/resolve/<revision>/`. Other schemes than http(s) fail.
 */
export function toFileUrl(
  source: Exclude<ModelSource, { type: 'local' }>,
  revision: string | null,
  path: string,
): Result<string> {
  switch (source.type) {
    case 'embedded':
      return toOk(toAppUrl(`models/${toUrlPath(source.path)}/${toUrlPath(path)}`).href);
    case 'url':
      return toUrlUnder(source.baseUrl, toUrlPath(path));
    case 'hub':
      return toUrlUnder(
        source.hubUrl,
        `${source.repo}/resolve/${encodeURIComponent(revision ?? 'main')}/${toUrlPath(path)}`,
      );
    default:
      return source satisfies never;
  }
}

function toUrlPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function toUrlUnder(baseUrl: string, path: string): Result<string> {
  const base = new URL(baseUrl);
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    return toFailed(
      'model-download-failed',
      `Models come over https, not "${base.protocol}": change the model's address.`,
      { location: baseUrl },
    );
  }
  base.pathname = `${base.pathname.replace(/\/$/, '')}/${path}`;
  return toOk(base.href);
}
