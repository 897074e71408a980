/** Looks of a precision target unless somebody asks for others: as many epochs again each time, at most eight times the first. */
export function toDoublingLooks(first: number, most = first * 8): number[] {
  const looks = [first];
  for (let next = first * 2; next < most; next *= 2) looks.push(next);
  return [...looks, Math.max(most, first + 1)];
}
