/**
 * What a wrong download seems to be, from its first bytes: a web page, or the pointer that Git LFS leaves in place of a file.
 * Null = nothing known.
 */
export function sniffContent(head: Uint8Array, path: string): string | null {
  const text = new TextDecoder().decode(head).trimStart().toLowerCase();
  const isPage = text.startsWith('<!doctype html') || text.startsWith('<html');
  if (isPage && !/\.html?$/i.test(path)) return 'a web page';
  if (text.startsWith('version https://git-lfs.github.com/spec/')) return 'a Git LFS pointer';
  return null;
}
