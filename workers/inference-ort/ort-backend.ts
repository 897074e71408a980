import { Tensor, type InferenceSession } from 'onnxruntime-web/wasm';
import { assert } from '#core/errors/assert.ts';
import type { DecodeBackend } from '#workers/decode/decode-backend.ts';
import type { GraphShape } from './graph-shape.ts';
import { keepRows, tileRow } from './kv-rows.ts';

/** Keys and values of all layers by input name; `length` tokens in each of `rowCount` rows. */
interface Cache {
  readonly rowCount: number;
  readonly length: number;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** The numbers of a float32 tensor. */
function toFloats(tensor: Tensor): Float32Array {
  const { data } = tensor;
  assert(data instanceof Float32Array, 'the graph was checked to give float32');
  return data;
}

/** [rows × columns] of int64, all `value`. */
function createFilled(rows: number, columns: number, value: bigint): Tensor {
  return new Tensor('int64', new BigInt64Array(rows * columns).fill(value), [rows, columns]);
}

/** Last row of logits of a batch of one; the graph gives all positions or only the last. */
function toLastLogits(logits: Tensor): Float32Array {
  const vocabularySize = logits.dims.at(-1) ?? 0;
  const data = toFloats(logits);
  return data.subarray(data.length - vocabularySize);
}

/** Runs a decoder graph; its cache goes from one run's outputs to the next one's inputs without being looked at. */
export class OrtBackend implements DecodeBackend {
  readonly #session: InferenceSession;
  readonly #shape: GraphShape;
  readonly #pastNames: readonly string[];
  #prompt: Cache | null = null;
  #rows: Cache | null = null;
  #vocabularySize: number;

  constructor(session: InferenceSession, shape: GraphShape) {
    this.#session = session;
    this.#shape = shape;
    this.#pastNames = shape.inputs.filter((name) => name.startsWith('past_key_values.'));
    this.#vocabularySize = shape.vocabularySize ?? 0;
  }

  /** Known from the first prefill on where the graph does not state it. */
  get vocabularySize(): number {
    return this.#vocabularySize;
  }

  async prefill(tokenIds: readonly number[]): Promise<Float32Array> {
    const { kvHeads, headDim } = this.#shape;
    const empty = new Tensor('float32', new Float32Array(0), [1, kvHeads, 0, headDim]);
    const tensors = Object.fromEntries(this.#pastNames.map((name) => [name, empty]));
    this.#rows = null;
    const { logits, cache } = await this.#run(tokenIds, { rowCount: 1, length: 0, tensors });
    this.#prompt = cache;
    this.#vocabularySize = logits.dims.at(-1) ?? 0;
    return toLastLogits(logits);
  }

  fork(rowCount: number): void {
    assert(this.#prompt !== null, 'fork follows a prefill');
    const { tensors, length } = this.#prompt;
    const tile = (tensor: Tensor): Tensor =>
      new Tensor('float32', tileRow(toFloats(tensor), rowCount), [rowCount, ...tensor.dims.slice(1)]);
    this.#rows = { rowCount, length, tensors: rowCount === 1 ? tensors : mapValues(tensors, tile) };
  }

  async step(tokenIds: readonly number[]): Promise<Float32Array> {
    assert(this.#rows?.rowCount === tokenIds.length, 'one token for each row');
    const { logits, cache } = await this.#run(tokenIds, this.#rows);
    this.#rows = cache;
    return toFloats(logits);
  }

  drop(keptRows: readonly number[]): void {
    assert(this.#rows !== null, 'drop follows a fork');
    const { rowCount, length, tensors } = this.#rows;
    const keep = (tensor: Tensor): Tensor =>
      new Tensor('float32', keepRows(toFloats(tensor), rowCount, keptRows), [keptRows.length, ...tensor.dims.slice(1)]);
    this.#rows = { rowCount: keptRows.length, length, tensors: mapValues(tensors, keep) };
  }

  async dispose(): Promise<void> {
    this.#prompt = null;
    this.#rows = null;
    await this.#session.release();
  }

  /** Appends `tokenIds`: a whole prompt to an empty cache of one row, or one token to each row. */
  async #run(tokenIds: readonly number[], past: Cache): Promise<{ readonly logits: Tensor; readonly cache: Cache }> {
    const { rowCount } = past;
    const newLength = tokenIds.length / rowCount;
    const length = past.length + newLength;
    const ids = BigInt64Array.from(tokenIds, (token) => BigInt(token));
    const feeds: Record<string, Tensor> = { ...past.tensors };
    feeds['input_ids'] = new Tensor('int64', ids, [rowCount, newLength]);
    feeds['attention_mask'] = createFilled(rowCount, length, 1n);
    if (this.#shape.hasPositionIds) {
      const positions = BigInt64Array.from(tokenIds, (_, index) => BigInt(past.length + (index % newLength)));
      feeds['position_ids'] = new Tensor('int64', positions, [rowCount, newLength]);
    }
    if (this.#shape.hasLogitsToKeep) feeds['num_logits_to_keep'] = new Tensor('int64', BigInt64Array.of(1n), []);
    const outputs = await this.#session.run(feeds);
    const take = (name: string): Tensor => {
      const tensor = outputs[name];
      assert(tensor !== undefined, `the graph was checked to have the output ${name}`);
      return tensor;
    };
    const present = this.#pastNames.map((name) => [name, take(name.replace('past_key_values', 'present'))] as const);
    return { logits: take('logits'), cache: { rowCount, length, tensors: Object.fromEntries(present) } };
  }
}

/** The record with `change` applied to each value. */
function mapValues(
  tensors: Readonly<Record<string, Tensor>>,
  change: (tensor: Tensor) => Tensor,
): Readonly<Record<string, Tensor>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
