import { Tensor } from '@huggingface/transformers';
import { assert } from '#core/errors/assert.ts';

/** Keys, values and states of all layers by input name; the first dimension of each is the row. */
export type CacheTensors = Readonly<Record<string, Tensor>>;

/** A copy of a cache of one row for each of `rowCount` rows. */
export function tileCache(cache: CacheTensors, rowCount: number): CacheTensors {
  return mapRows(
    cache,
    Array.from({ length: rowCount }, () => 0),
  );
}

/** The rows at these positions. */
export function keepCacheRows(cache: CacheTensors, keptRows: readonly number[]): CacheTensors {
  return mapRows(cache, keptRows);
}

/** The cache whose row `i` is row `rows[i]` of `cache`. */
function mapRows(cache: CacheTensors, rows: readonly number[]): CacheTensors {
  return Object.fromEntries(
    Object.entries(cache).map(([name, tensor]) => {
      const { data, dims, type } = tensor;
      assert(!Array.isArray(data), 'a cache holds numbers');
      const length = data.length / (dims[0] ?? 1);
      const taken = rows.map((row) => data.subarray(row * length, (row + 1) * length));
      const result = data.slice(0, 0).constructor;
      assert(typeof result === 'function', 'typed arrays have a constructor');
      const whole = new (result as new (size: number) => { set(part: unknown, at: number): void })(
        length * rows.length,
      );
      for (const [index, part] of taken.entries()) whole.set(part, index * length);
      return [name, new Tensor(type, whole as never, [rows.length, ...dims.slice(1)])];
    }),
  );
}
