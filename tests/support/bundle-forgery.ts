import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { Manifest } from '#core/bundle/rows.ts';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toSealedMembers } from '#harness/bundle-members.ts';

export type Members = ReadonlyMap<string, Uint8Array>;

/** JSON as a test may edit it. */
export type Editable = { [key: string]: unknown };

/** Text of a member. */
export function textOf(members: Members, path: string): string {
  const bytes = members.get(path);
  if (bytes === undefined) throw new Error(`no ${path}`);
  return new TextDecoder().decode(bytes);
}

/** The members with one text replaced. */
export function withText(members: Members, path: string, edit: (text: string) => string): Members {
  return new Map([...members, [path, encodeUtf8(edit(textOf(members, path)))]]);
}

function isEditable(value: unknown): value is Editable {
  return typeof value === 'object' && value !== null;
}

/** The object at a path inside a value. */
export function at(value: Editable, ...path: readonly (string | number)[]): Editable {
  return path.reduce((current, part) => {
    const inner = current[part];
    if (!isEditable(inner)) throw new Error(`no object at ${path.join('.')}`);
    return inner;
  }, value);
}

function editJson(text: string, edit: (value: Editable) => void): string {
  const value: Editable = JSON.parse(text);
  edit(value);
  return toCanonicalJson(value);
}

/** The members with a document, or one line (1-based) of a JSON Lines member, edited and written as canonical JSON. */
export function withEdit(members: Members, path: string, edit: (value: Editable) => void, line?: number): Members {
  if (line === undefined) return withText(members, path, (text) => editJson(text, edit));
  return withText(members, path, (text) =>
    text
      .split('\n')
      .map((row, index) => (index === line - 1 ? editJson(row, edit) : row))
      .join('\n'),
  );
}

/** Sizes and hashes in the description for archives written anew. */
function withFreshCrate(members: Members): Members {
  if (!members.has('ro-crate-metadata.json')) return members;
  return withEdit(members, 'ro-crate-metadata.json', (crate) => {
    const graph = crate['@graph'];
    for (const entity of Array.isArray(graph) ? graph : []) {
      const bytes = entity['@type'] === 'File' ? members.get(entity['name']) : undefined;
      if (bytes === undefined) continue;
      entity['sha256'] = sha256Hex(bytes);
      entity['contentSize'] = String(bytes.length);
    }
  });
}

/** What a forger does after a change: manifest and sums written anew over the members as they are. */
export function withFreshHashes(members: Members): Members {
  const manifest = Manifest.parse(JSON.parse(textOf(members, 'manifest.json')));
  const { runId, createdAt, status, configHash, designHash } = manifest;
  const listed = [...withFreshCrate(members)]
    .map(([path, bytes]) => ({ path, bytes }))
    .filter(({ path }) => path !== 'manifest.json' && path !== 'manifest-sha256.txt');
  return new Map(
    toSealedMembers(listed, { runId, createdAt, status, configHash, designHash }, null).map(({ path, bytes }) => [
      path,
      bytes,
    ]),
  );
}
