import { DynamicCache, Tensor, type PreTrainedModel } from '@huggingface/transformers';
import { assert } from '#core/errors/assert.ts';
import type { DecodeBackend } from '#workers/decode/decode-backend.ts';
import { keepCacheRows, tileCache, type CacheTensors } from './cache-rows.ts';

/** What has been computed: tokens in each row, and their cache. */
interface Rows {
  readonly rowCount: number;
  readonly length: number;
  readonly cache: CacheTensors;
}

/**
 * Drives `forward` of a model that the library opened: it knows the inputs of its architectures (positions, hybrid caches), this
 * class the rows. The cache goes from one call's outputs to the next one's inputs, renamed as the library's own `generate` does.
 */
export class TransformersBackend implements DecodeBackend {
  readonly #model: PreTrainedModel;
  #prompt: Rows | null = null;
  #rows: Rows | null = null;
  #vocabularySize = 0;

  constructor(model: PreTrainedModel) {
    this.#model = model;
  }

  /** Known from the first prefill on. */
  get vocabularySize(): number {
    return this.#vocabularySize;
  }

  /** The cache of the prompt, for the load report. */
  get promptCache(): CacheTensors {
    return this.#prompt?.cache ?? {};
  }

  async prefill(tokenIds: readonly number[]): Promise<Float32Array> {
    this.#rows = null;
    const { logits, rows } = await this.#run(tokenIds, { rowCount: 1, length: 0, cache: {} });
    this.#prompt = rows;
    this.#vocabularySize = logits.dims.at(-1) ?? 0;
    const data = toFloats(logits);
    return data.subarray(data.length - this.#vocabularySize);
  }

  fork(rowCount: number): void {
    assert(this.#prompt !== null, 'fork follows a prefill');
    const { cache, length } = this.#prompt;
    this.#rows = { rowCount, length, cache: rowCount === 1 ? cache : tileCache(cache, rowCount) };
  }

  async step(tokenIds: readonly number[]): Promise<Float32Array> {
    assert(this.#rows?.rowCount === tokenIds.length, 'one token for each row');
    const { logits, rows } = await this.#run(tokenIds, this.#rows);
    this.#rows = rows;
    return toFloats(logits);
  }

  drop(keptRows: readonly number[]): void {
    assert(this.#rows !== null, 'drop follows a fork');
    const { length, cache } = this.#rows;
    this.#rows = { rowCount: keptRows.length, length, cache: keepCacheRows(cache, keptRows) };
  }

  async dispose(): Promise<void> {
    this.#prompt = null;
    this.#rows = null;
    await this.#model.dispose();
  }

  /** Appends `tokenIds`: a whole prompt to an empty cache of one row, or one token to each row. */
  async #run(
    tokenIds: readonly number[],
    { rowCount, length: pastLength, cache }: Rows,
  ): Promise<{ readonly logits: Tensor; readonly rows: Rows }> {
    const newLength = tokenIds.length / rowCount;
    const length = pastLength + newLength;
    const toIds = (ids: readonly number[], columns: number): Tensor =>
      new Tensor('int64', BigInt64Array.from(ids, BigInt), [rowCount, columns]);
    const outputs: Readonly<Record<string, unknown>> = await this.#model.forward({
      input_ids: toIds(tokenIds, newLength),
      attention_mask: new Tensor('int64', new BigInt64Array(rowCount * length).fill(1n), [rowCount, length]),
      num_logits_to_keep: new Tensor('int64', BigInt64Array.of(1n), []),
      ...(pastLength === 0 ? {} : { past_key_values: new DynamicCache({ ...cache }) }),
    });
    const logits = outputs['logits'];
    assert(logits instanceof Tensor, 'a causal model gives logits');
    return { logits, rows: { rowCount, length, cache: toCache(outputs) } };
  }
}

/** Outputs as the next inputs. Names: `getPastKeyValues` of the library. */
function toCache(outputs: Readonly<Record<string, unknown>>): CacheTensors {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, tensor]) =>
      name.startsWith('present') && tensor instanceof Tensor
        ? [
            [
              name
                .replace(/^present_(ssm|conv|recurrent|compressor|indexer)/, 'past_$1')
                .replace(/^present/, 'past_key_values'),
              tensor,
            ],
          ]
        : [],
    ),
  );
}

/** The numbers of a float32 tensor. */
function toFloats({ data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError(`the logits are of type ${type}; only float32 is supported`);
}
