/** A name that is safe on every file system, without an ending. */
export function toFileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'plumbline'
  );
}
