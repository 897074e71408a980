/** Longest path of a member, UTF-16 code units. */
export const MAX_MEMBER_PATH_LENGTH = 400;

// Control characters, backslash, colon and the other characters that Windows refuses; DEL.
const FORBIDDEN = /[\p{Cc}<>:"|?*\\]/u;

/** Why a path cannot be a member of a bundle, or null: members unpack safely on every system (DESIGN §10). */
export function toMemberPathProblem(path: string): string | null {
  if (path === '') return 'has an empty path';
  if (path.length > MAX_MEMBER_PATH_LENGTH) return `has a path of more than ${MAX_MEMBER_PATH_LENGTH} characters`;
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'has an absolute path';
  if (FORBIDDEN.test(path)) return 'has a path with a character that is not allowed';
  if (!path.isWellFormed()) return 'has a path that is not valid text';
  const parts = path.split('/');
  if (parts.includes('..')) return 'has a path that leaves the bundle with ".."';
  if (parts.some((part) => part === '' || part === '.')) return 'has a path with an empty part';
  return null;
}

/** Order of members: by UTF-16 code units, which is the same on every machine. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `transcripts-0000.jsonl` and so on. */
export function toPartPath(stem: string, part: number): string {
  return `${stem}-${String(part).padStart(4, '0')}.jsonl`;
}
