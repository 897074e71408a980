/**
 * A copy of the keys or values of one prompt for each of `rowCount` rows.
 * @param row bytes of shape [1 × kvHeads × length × headDim].  @returns shape [rowCount × …].
 */
export function tileRow(row: Uint8Array, rowCount: number): Uint8Array {
  const tiled = new Uint8Array(row.length * rowCount);
  for (let index = 0; index < rowCount; index += 1) tiled.set(row, index * row.length);
  return tiled;
}

/** The rows at `kept` positions, in that order. @param rows bytes of shape [rowCount × …]. */
export function keepRows(rows: Uint8Array, rowCount: number, kept: readonly number[]): Uint8Array {
  const size = rows.length / rowCount;
  const result = new Uint8Array(size * kept.length);
  for (const [index, row] of kept.entries()) result.set(rows.subarray(row * size, (row + 1) * size), index * size);
  return result;
}
