import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { assert } from '#core/errors/assert.ts';
import type { DecodeBackend } from '#workers/decode/decode-backend.ts';
import type { CacheMemory, CacheTensors } from './cache-memory.ts';
import type { GraphShape } from './graph-shape.ts';
import type { OrtRuntime } from './ort-runtime.ts';
import { readFloats } from './tensor-floats.ts';

/** Keys and values of all layers; `length` tokens in each of `rowCount` rows, beside a shared prefix its own tokens only. */
interface Cache {
  readonly rowCount: number;
  readonly length: number;
  readonly tensors: CacheTensors;
}

/** What a backend drives. */
export interface OrtGraph {
  readonly runtime: OrtRuntime;
  readonly session: InferenceSession;
  readonly shape: GraphShape;
  readonly memory: CacheMemory;
}

/**
 * Runs a decoder graph; its cache goes from one run's outputs to the next one's inputs without being looked at. A graph with a shared prefix gets the
 * prompt's keys and values once in each run, and rows that start empty; any other graph gets rows that start as copies of the prompt's.
 */
export class OrtBackend implements DecodeBackend {
  readonly #graph: OrtGraph;
  readonly #pastNames: readonly string[];
  #prompt: Cache | null = null;
  #rows: Cache | null = null;
  #vocabularySize: number;

  constructor(graph: OrtGraph) {
    this.#graph = graph;
    this.#pastNames = graph.shape.inputs.filter((name) => name.startsWith('past_key_values.'));
    this.#vocabularySize = graph.shape.vocabularySize ?? 0;
  }

  /** Known from the first prefill on where the graph does not state it. */
  get vocabularySize(): number {
    return this.#vocabularySize;
  }

  async prefill(tokenIds: readonly number[]): Promise<Float32Array> {
    this.#free();
    const { logits, dims, cache } = await this.#run(tokenIds, this.#toEmptyCache(1));
    this.#prompt = this.#graph.shape.hasPrefix ? toPrefix(cache) : cache;
    this.#vocabularySize = dims.at(-1) ?? 0;
    // The graph gives all positions or only the last.
    return logits.subarray(logits.length - this.#vocabularySize);
  }

  fork(rowCount: number): void {
    assert(this.#prompt !== null, 'fork follows a prefill');
    const { tensors, length } = this.#prompt;
    if (this.#graph.shape.hasPrefix) {
      this.#setRows(this.#toEmptyCache(rowCount));
      return;
    }
    const rows = rowCount === 1 ? tensors : this.#graph.memory.tile(tensors, rowCount);
    this.#setRows({ rowCount, length, tensors: rows });
  }

  async step(tokenIds: readonly number[]): Promise<Float32Array> {
    assert(this.#rows?.rowCount === tokenIds.length, 'one token for each row');
    const { logits, cache } = await this.#run(tokenIds, this.#rows);
    this.#setRows(cache);
    return logits;
  }

  drop(keptRows: readonly number[]): void {
    assert(this.#rows !== null, 'drop follows a fork');
    const { length, tensors } = this.#rows;
    if (length === 0) {
      this.#setRows(this.#toEmptyCache(keptRows.length));
      return;
    }
    this.#setRows({ rowCount: keptRows.length, length, tensors: this.#graph.memory.keep(tensors, keptRows) });
  }

  async dispose(): Promise<void> {
    this.#free();
    await this.#graph.session.release();
  }

  /** Replaces the rows; what they held is given back unless it is the prompt's. */
  #setRows(rows: Cache | null): void {
    if (this.#rows !== null && this.#rows.tensors !== this.#prompt?.tensors)
      this.#graph.memory.free(this.#rows.tensors);
    this.#rows = rows;
  }

  #free(): void {
    this.#setRows(null);
    if (this.#prompt !== null) this.#graph.memory.free(this.#prompt.tensors);
    this.#prompt = null;
  }

  #toEmptyCache(rowCount: number): Cache {
    const { kvHeads, headDim, cacheType } = this.#graph.shape;
    const { Tensor: Create } = this.#graph.runtime;
    const dims = [rowCount, kvHeads, 0, headDim];
    // A tensor each, for each is given back.
    const tensors = this.#pastNames.map((name): readonly [string, Tensor] => [
      name,
      cacheType === 'float16'
        ? new Create('float16', new Uint16Array(0), dims)
        : new Create('float32', new Float32Array(0), dims),
    ]);
    return { rowCount, length: 0, tensors: Object.fromEntries(tensors) };
  }

  /** What all rows share: nothing before a prefill, and in a graph without a prefix. */
  #toShared(): Pick<Cache, 'length' | 'tensors'> {
    if (!this.#graph.shape.hasPrefix) return { length: 0, tensors: {} };
    return this.#prompt ?? toPrefix(this.#toEmptyCache(1));
  }

  /** Appends `tokenIds`: a whole prompt to an empty cache of one row, or one token to each row. */
  async #run(
    tokenIds: readonly number[],
    past: Cache,
  ): Promise<{ readonly logits: Float32Array; readonly dims: readonly number[]; readonly cache: Cache }> {
    const { session } = this.#graph;
    const length = past.length + tokenIds.length / past.rowCount;
    const shared = this.#toShared();
    const ids = this.#toIdInputs(tokenIds, { rowCount: past.rowCount, length: shared.length + past.length });
    const outputs = await session.run({ ...past.tensors, ...shared.tensors, ...ids });
    const take = (name: string): Tensor => {
      const tensor = outputs[name];
      assert(tensor !== undefined, `the graph was checked to have the output ${name}`);
      return tensor;
    };
    const present = this.#pastNames.map((name) => [name, take(name.replace('past_key_values', 'present'))] as const);
    const logits = take('logits');
    const cache = { rowCount: past.rowCount, length, tensors: Object.fromEntries(present) };
    return { dims: logits.dims, logits: await readFloats(logits), cache };
  }

  /** Token ids, mask, and what else of whole numbers the graph wants. */
  #toIdInputs(
    tokenIds: readonly number[],
    { rowCount, length }: Pick<Cache, 'rowCount' | 'length'>,
  ): Record<string, Tensor> {
    const { shape, runtime } = this.#graph;
    const newLength = tokenIds.length / rowCount;
    const toTensor = (values: BigInt64Array, dims: number[]): Tensor => new runtime.Tensor('int64', values, dims);
    const total = length + newLength;
    const inputs: Record<string, Tensor> = {
      input_ids: toTensor(
        BigInt64Array.from(tokenIds, (token) => BigInt(token)),
        [rowCount, newLength],
      ),
      attention_mask: toTensor(new BigInt64Array(rowCount * total).fill(1n), [rowCount, total]),
    };
    if (shape.hasPositionIds) {
      const positions = BigInt64Array.from(tokenIds, (_, index) => BigInt(length + (index % newLength)));
      inputs['position_ids'] = toTensor(positions, [rowCount, newLength]);
    }
    if (shape.hasLogitsToKeep) inputs['num_logits_to_keep'] = toTensor(BigInt64Array.of(1n), []);
    return inputs;
  }
}

/** Keys and values of a prompt under the names by which rows share them. */
function toPrefix(cache: Cache): Cache {
  const tensors = Object.entries(cache.tensors).map(([name, tensor]) => [
    name.replace('past_key_values', 'prefix'),
    tensor,
  ]);
  return { ...cache, tensors: Object.fromEntries(tensors) };
}
