/** Share of equal texts, in [0, 1], printed under `what`. @param a, b of the same length, not empty. */
export function printAgreement(what: string, a: readonly string[], b: readonly string[] = []): number {
  const equal = a.filter((text, index) => text === b[index]).length;
  console.log(`${what}: ${equal} of ${a.length} answers equal`);
  return equal / a.length;
}
