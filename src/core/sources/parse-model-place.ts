import { toFailed, toOk, type Result } from '../errors/result.ts';
import { HubRepo } from '../model/model-ref.ts';

/** The public hub; a mirror, or a stand-in for tests, takes its place in the form. */
export const PUBLIC_HUB_URL = 'https://huggingface.co';

export interface HubPlace {
  readonly type: 'hub';
  readonly hubUrl: string;
  readonly repo: string;
  /** Branch, tag or commit; null = the hub's default branch. */
  readonly revision: string | null;
}

/**
 * A repository as a person types or pastes it: `owner/name`, `owner/name@revision`, or the address of its page
 * (`https://hub/owner/name`, also with `/tree/<revision>` or `/blob/<revision>/…`), whose hub then replaces `hubUrl`.
 * Fails with `config-invalid`.
 */
export function parseHubPlace(text: string, hubUrl: string): Result<HubPlace> {
  const entry = text.trim();
  const page = /^(https?:\/\/[^/?#]+)\/([^?#]+)/i.exec(entry);
  const [hub, rest] = page === null ? [hubUrl.trim().replace(/\/+$/, ''), entry] : [page[1] ?? '', page[2] ?? ''];
  if (!/^https?:\/\/[^/?#\s]+/i.test(hub)) {
    return toFailed('config-invalid', 'The address of the hub begins with https:// (or http:// on this machine).', {
      location: 'hub',
    });
  }
  const parts = /^([^@/\s]+(?:\/[^@/\s]+)?)(?:@([^\s]+)|\/(?:tree|blob|resolve)\/([^/\s]+)(?:\/\S*)?)?\/?$/.exec(rest);
  const repo = HubRepo.safeParse(parts?.[1]);
  if (!repo.success) {
    return toFailed(
      'config-invalid',
      'Name the model as owner/name, for example HuggingFaceTB/SmolLM2-135M-Instruct.',
      {
        location: 'repository',
      },
    );
  }
  const revision = parts?.[2] ?? parts?.[3] ?? null;
  return toOk({ type: 'hub', hubUrl: hub, repo: repo.data, revision: revision === null ? null : decode(revision) });
}

export interface UrlPlace {
  readonly type: 'url';
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The one file that the address names; null = it names a folder. */
  readonly fileName: string | null;
}

/** A folder's address, or that of a single .gguf file. Fails with `config-invalid`. */
export function parseUrlPlace(text: string): Result<UrlPlace> {
  const url = /^(https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?)$/i.exec(text.trim())?.[1];
  if (url === undefined) {
    return toFailed(
      'config-invalid',
      'Type the address of the folder that holds the files: https://…, without “?” and “#”.',
      { location: 'address' },
    );
  }
  const file = /^(.*)\/([^/]+\.gguf)$/i.exec(url);
  return toOk({
    type: 'url',
    baseUrl: (file?.[1] ?? url).replace(/\/+$/, ''),
    fileName: file?.[2] === undefined ? null : decode(file[2]),
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `https://host:port` of an address that was parsed. */
export function toOrigin(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? url;
}
