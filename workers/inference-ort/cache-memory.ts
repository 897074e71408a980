import type { Tensor } from 'onnxruntime-web/wasm';

/** Keys and values of all layers by input name. */
export type CacheTensors = Readonly<Record<string, Tensor>>;

/** Where keys and values are between two runs. Shapes are [rows × kvHeads × length × headDim]. */
export interface CacheMemory {
  /** A copy of the only row for each of `rowCount` rows. */
  tile(row: CacheTensors, rowCount: number): CacheTensors;
  /** A copy of the rows at these positions, in that order. */
  keep(rows: CacheTensors, kept: readonly number[]): CacheTensors;
  /** Gives memory back; nothing may use the tensors afterwards. */
  free(tensors: CacheTensors): void;
}
