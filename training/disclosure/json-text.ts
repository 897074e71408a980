/** JSON as every document of a model folder writes it. */
export function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
