/**
 * Arrays that the statistics of one table after another write over. A resampling makes thousands of tables, and arrays of its own for each
 * would keep the garbage collector busier than the statistics.
 */
export interface TableScratch {
  /**
   * An array of this length with whatever it held before, good until the same place is taken again.
   * @param place 0-based; a statistic that needs several arrays at once takes several places.
   */
  take(place: number, length: number): Float64Array;
}

/** Arrays that grow when a longer one is asked for. */
export function createTableScratch(): TableScratch {
  const buffers: Float64Array[] = [];
  return {
    take: (place, length) => {
      const known = buffers[place];
      if (known !== undefined && known.length >= length) return known.subarray(0, length);
      const buffer = new Float64Array(Math.ceil(1.2 * length));
      buffers[place] = buffer;
      return buffer.subarray(0, length);
    },
  };
}

/** An array from the scratch of a table, or a new one where it has none. */
export function takeArray(scratch: TableScratch | undefined, place: number, length: number): Float64Array {
  return scratch === undefined ? new Float64Array(length) : scratch.take(place, length);
}
