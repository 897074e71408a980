import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { SUMS_PATH } from '#core/bundle/manifest-sums.ts';
import { comparePaths } from '#core/bundle/member-path.ts';
import type { Manifest } from '#core/bundle/rows.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { MemberMap } from './bundle-manifest.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

/** SHA-256 of every member, computed once. */
export type HashByPath = ReadonlyMap<string, string>;

/** Hashes every member. */
export function toHashByPath(members: MemberMap): HashByPath {
  return new Map([...members].map(([path, bytes]) => [path, sha256Hex(bytes)]));
}

/** Compares the members with the manifest: sizes, hashes, root hash, none missing, unlisted, twice or out of order. */
export function verifyMembers(
  members: MemberMap,
  hashByPath: HashByPath,
  manifest: Manifest,
): readonly VerifyFinding[] {
  const list = createFindingList('members');
  const listed = new Set<string>(['manifest.json', SUMS_PATH]);
  let previous = '';
  for (const { path, bytes, sha256 } of manifest.members) {
    if (listed.has(path))
      list.error('manifest.json', null, `members lists "${path}" twice or lists what it must not list`);
    if (comparePaths(previous, path) > 0) list.error('manifest.json', null, `members is not sorted at "${path}"`);
    previous = path;
    listed.add(path);
    const found = members.get(path);
    if (found === undefined) list.error(path, null, 'is listed in manifest.json but missing');
    else if (found.length !== bytes) list.error(path, null, `has ${found.length} bytes, manifest.json says ${bytes}`);
    else if (hashByPath.get(path) !== sha256)
      list.error(path, null, `has SHA-256 ${hashByPath.get(path)}, manifest.json says ${sha256}`);
  }
  for (const path of members.keys()) if (!listed.has(path)) list.error(path, null, 'is not listed in manifest.json');
  const rootHash = sha256Hex(toCanonicalJson(manifest.members));
  if (rootHash !== manifest.rootHash)
    list.error('manifest.json', null, `rootHash is ${manifest.rootHash}, the list of members has ${rootHash}`);
  return list.findings;
}

/** Compares `manifest-sha256.txt` with the members: every one but itself, once. */
export function verifySums(members: MemberMap, hashByPath: HashByPath): readonly VerifyFinding[] {
  const list = createFindingList('sums');
  const bytes = members.get(SUMS_PATH);
  if (bytes === undefined) {
    list.error(SUMS_PATH, null, 'is missing');
    return list.findings;
  }
  const text = decodeUtf8(bytes);
  if (!text.ok) {
    list.error(SUMS_PATH, null, `byte ${text.byteOffset} is not valid UTF-8`);
    return list.findings;
  }
  const seen = new Set<string>([SUMS_PATH]);
  const lines = text.text.split('\n');
  if (lines.pop() !== '') list.error(SUMS_PATH, lines.length + 1, 'the last line has no line end');
  for (const [index, line] of lines.entries()) {
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined)
      list.error(SUMS_PATH, index + 1, 'is not of the form "<sha256>  <path>"');
    else if (seen.has(path)) list.error(SUMS_PATH, index + 1, `lists "${path}" twice or lists itself`);
    else if (!members.has(path)) list.error(SUMS_PATH, index + 1, `lists "${path}", which is missing`);
    else if (hashByPath.get(path) !== sum)
      list.error(path, null, `has SHA-256 ${hashByPath.get(path)}, ${SUMS_PATH} says ${sum}`);
    if (path !== undefined) seen.add(path);
  }
  for (const path of members.keys()) if (!seen.has(path)) list.error(SUMS_PATH, null, `does not list "${path}"`);
  return list.findings;
}
