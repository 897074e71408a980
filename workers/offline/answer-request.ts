import type { OfflinePlan } from './offline-plan.ts';
import { findStored, putChecked, type FileStore } from './stored-files.ts';

/** Path of a request under the app's base, `index.html` for the page itself; null = none of ours. */
export function toOwnPath(request: Request, scope: string): string | null {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  if (request.method !== 'GET' || !url.href.startsWith(scope)) return null;
  const path = decodeURI(url.href.slice(scope.length));
  return path === '' ? 'index.html' : path;
}

/** Answers from storage, else from the host, with the headers of the plan in both cases. */
export async function answerRequest(
  request: Request,
  path: string,
  store: FileStore,
  plan: OfflinePlan,
): Promise<Response> {
  // A part of a file is the host's to give: what is stored is whole.
  if (!request.headers.has('range')) {
    const stored = await findStored(store, plan, path);
    if (stored !== null) return stored;
  }
  const response = await store.fetch(request);
  const file = plan.onUse.find((one) => one.path === path);
  if (file !== undefined && response.status === 200) {
    // A full disk or a file of another build only means that it is not kept.
    await putChecked(store, plan, file, response.clone()).catch(() => undefined);
  }
  return withHeaders(response, plan.headers);
}

/** The same answer with further headers; opaque ones stay as they are, since nobody may read them. */
function withHeaders(response: Response, added: OfflinePlan['headers']): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  const { status, statusText } = response;
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : response.body, { status, statusText, headers });
}
