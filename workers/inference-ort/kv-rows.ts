/**
 * A copy of the keys or values of one prompt for each of `rowCount` rows.
 * @param row shape [1 × kvHeads × length × headDim].  @returns shape [rowCount × …].
 */
export function tileRow(row: Float32Array, rowCount: number): Float32Array {
  const tiled = new Float32Array(row.length * rowCount);
  for (let index = 0; index < rowCount; index += 1) tiled.set(row, index * row.length);
  return tiled;
}

/** The rows at `kept` positions, in that order. @param rows shape [rowCount × …]. */
export function keepRows(rows: Float32Array, rowCount: number, kept: readonly number[]): Float32Array {
  const size = rows.length / rowCount;
  const result = new Float32Array(size * kept.length);
  for (const [index, row] of kept.entries()) result.set(rows.subarray(row * size, (row + 1) * size), index * size);
  return result;
}
