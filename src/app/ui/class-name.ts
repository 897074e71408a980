/** Joins class names, leaving out what is absent or false. */
export function toClassName(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
