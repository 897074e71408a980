import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { toKnownPaths } from '#core/sources/find-model-files.ts';
import type { ModelListing, WantedFile } from '#core/sources/install-plan.ts';
import type { UrlPlace } from '#core/sources/parse-model-place.ts';
import type { PatientFetch } from './patient-fetch.ts';

/** Questions on their way at the same time. */
const PARALLEL = 6;

type Probe = WantedFile | 'absent' | 'page' | { readonly unreachable: string };

/**
 * A plain web server has no list of its files: each well-known name is asked for with HEAD. Nothing states a hash, so what is
 * fetched later is pinned by what came.
 */
export async function listUrlFiles(ask: PatientFetch, place: UrlPlace): Promise<Result<ModelListing>> {
  const { baseUrl, fileName } = place;
  const paths = fileName === null ? toKnownPaths() : [fileName];
  const probes: Probe[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let path = paths[next]; path !== undefined; path = paths[next]) {
      next += 1;
      const probe = await probeFile(ask, baseUrl, path);
      probes.push(probe);
      // A server out of reach stays so: fifty names more would only take long.
      if (typeof probe === 'object' && 'unreachable' in probe) next = paths.length;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const files = probes.filter((probe): probe is WantedFile => typeof probe === 'object' && 'path' in probe);
  if (files.length > 0) {
    const name = fileName?.replace(/\.gguf$/i, '') ?? baseUrl.slice(baseUrl.lastIndexOf('/') + 1);
    return toOk({
      title: name,
      source: { type: 'url', baseUrl },
      revision: null,
      licence: null,
      files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    });
  }
  const unreachable = probes.find((probe) => typeof probe === 'object' && 'unreachable' in probe);
  if (unreachable !== undefined) {
    return toFailed(
      'model-download-failed',
      `${baseUrl} could not be reached, or does not allow other sites to read its files (CORS). Check the address.`,
      { location: baseUrl, detail: JSON.stringify(unreachable) },
    );
  }
  const found = probes.includes('page') ? 'it answers with web pages' : 'it has no file of a name that models have';
  return toFailed(
    'model-missing-file',
    `${baseUrl} holds no model that could be recognised: ${found}. Expected config.json, tokenizer.json and onnx/model.onnx (or model_q4.onnx …) under it, or the address of one .gguf file.`,
    { location: baseUrl },
  );
}

async function probeFile(ask: PatientFetch, baseUrl: string, path: string): Promise<Probe> {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  try {
    const response = await ask(`${baseUrl}/${escaped}`, { method: 'HEAD' });
    if (!response.ok) return 'absent';
    if (response.headers.get('content-type')?.toLowerCase().startsWith('text/html') === true) return 'page';
    const length = response.headers.get('content-length');
    // The length of a compressed answer is not the file's, and other sites do not say that they compress. Weights never are.
    const isStated = length !== null && /\.(onnx|onnx_data(_\d+)?|data|gguf)$/i.test(path);
    return { path, bytes: isStated ? Number(length) : null, sha256: null };
  } catch (error) {
    return { unreachable: String(error) };
  }
}
