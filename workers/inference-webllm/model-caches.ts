import type { VerifiedModel } from '#workers/contract/inference.ts';

/** Where the package believes the files to be: it takes absolute addresses only, and this one leads nowhere (RFC 6761). */
export const MODEL_BASE_URL = 'https://model.invalid/resolve/main/';

/** The part of `CacheStorage` that the package uses. */
interface ModelCaches {
  open(name: string): Promise<ModelCache>;
}

interface ModelCache {
  match(request: Request | string): Promise<Response | undefined>;
  /** The package's wish to download what is not there. */
  add(request: Request | string): Promise<void>;
  keys(): Promise<readonly Request[]>;
  delete(request: Request | string): Promise<boolean>;
}

/** A file that the package asked for and the model does not have. */
export class MissingFileError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`the model has no file ${path}`);
    this.path = path;
  }
}

/**
 * The verified files of a model as the caches in which the package looks before it downloads: it reads them where they are,
 * nothing is stored twice, and nothing can be fetched.
 */
export function createModelCaches(files: VerifiedModel['files']): ModelCaches {
  const blobs = new Map(files.map(({ path, blob }) => [new URL(path, MODEL_BASE_URL).href, blob]));
  const cache: ModelCache = {
    match: async (request) => {
      const blob = blobs.get(toHref(request));
      return blob === undefined ? undefined : new Response(blob);
    },
    add: async (request) => {
      throw new MissingFileError(toHref(request).replace(MODEL_BASE_URL, ''));
    },
    keys: async () => [...blobs.keys()].map((href) => new Request(href)),
    delete: async () => false,
  };
  return { open: async () => cache };
}

function toHref(request: Request | string): string {
  return typeof request === 'string' ? request : request.url;
}
