import { toFailed, toOk, type Result } from '#core/errors/result.ts';

/** A metadata value of a GGUF file; numbers above 2^53 are rounded. */
export type GgufMetadataValue = string | number | boolean | readonly GgufMetadataValue[];

/** Metadata of a GGUF file by key. */
export type GgufMetadata = ReadonlyMap<string, GgufMetadataValue>;

/** The bytes at hand end before the metadata do. */
class CutOff extends Error {}
/** The bytes are not those of a GGUF file. */
class NotGguf extends Error {}

const MAGIC = 'GGUF';
/** First bytes that are read; doubled until the metadata are in them. */
const FIRST_BYTES = 1 << 20;
/** Metadata are vocabularies and a template: a file that claims more is no model. */
const MAX_BYTES = 1 << 28;
const MAX_KEYS = 10_000;
/** Lists of lists occur nowhere; a few levels are read. */
const MAX_DEPTH = 3;

const utf8 = new TextDecoder();

/** Reader of little-endian values. Layout: ggml-org/ggml, docs/gguf.md. */
class GgufReader {
  readonly #view: DataView<ArrayBuffer>;
  #position = 0;

  constructor(bytes: ArrayBuffer) {
    this.#view = new DataView(bytes);
  }

  readMetadata(): GgufMetadata {
    if (this.#text(4) !== MAGIC) throw new NotGguf(`the file does not begin with "${MAGIC}"`);
    const version = this.#take(4, (at) => this.#view.getUint32(at, true));
    if (version !== 2 && version !== 3) throw new NotGguf(`version ${version}; 2 and 3 can be read`);
    this.#count();
    const keys = this.#count();
    if (keys > MAX_KEYS) throw new NotGguf(`${keys} metadata keys`);
    const metadata = new Map<string, GgufMetadataValue>();
    for (let index = 0; index < keys; index += 1) {
      const key = this.#text(this.#count());
      metadata.set(key, this.#value(this.#type(), 0));
    }
    return metadata;
  }

  /** Advances over `bytes` bytes, which `read` gets the place of. */
  #take<T>(bytes: number, read: (at: number) => T): T {
    if (bytes > this.#view.byteLength - this.#position) throw new CutOff();
    const at = this.#position;
    this.#position += bytes;
    return read(at);
  }

  #text(bytes: number): string {
    return this.#take(bytes, (at) => utf8.decode(new Uint8Array(this.#view.buffer, at, bytes)));
  }

  #count(): number {
    return this.#take(8, (at) => Number(this.#view.getBigUint64(at, true)));
  }

  #type(): number {
    return this.#take(4, (at) => this.#view.getUint32(at, true));
  }

  #value(type: number, depth: number): GgufMetadataValue {
    const view = this.#view;
    switch (type) {
      case 0:
        return this.#take(1, (at) => view.getUint8(at));
      case 1:
        return this.#take(1, (at) => view.getInt8(at));
      case 2:
        return this.#take(2, (at) => view.getUint16(at, true));
      case 3:
        return this.#take(2, (at) => view.getInt16(at, true));
      case 4:
        return this.#take(4, (at) => view.getUint32(at, true));
      case 5:
        return this.#take(4, (at) => view.getInt32(at, true));
      case 6:
        return this.#take(4, (at) => view.getFloat32(at, true));
      case 7:
        return this.#take(1, (at) => view.getUint8(at) !== 0);
      case 8:
        return this.#text(this.#count());
      case 9:
        return this.#list(depth);
      case 10:
        return this.#take(8, (at) => Number(view.getBigUint64(at, true)));
      case 11:
        return this.#take(8, (at) => Number(view.getBigInt64(at, true)));
      case 12:
        return this.#take(8, (at) => view.getFloat64(at, true));
      default:
        throw new NotGguf(`a metadata value of type ${type}`);
    }
  }

  #list(depth: number): readonly GgufMetadataValue[] {
    if (depth >= MAX_DEPTH) throw new NotGguf('lists inside lists');
    const type = this.#type();
    const length = this.#count();
    // Every element has a byte at least, so a length that a stranger made up ends here and not in an allocation.
    if (length > MAX_BYTES) throw new NotGguf(`a list of ${length} values`);
    const list: GgufMetadataValue[] = [];
    for (let index = 0; index < length; index += 1) list.push(this.#value(type, depth + 1));
    return list;
  }
}

/** Reads the metadata of a GGUF file, and no more of it than they need. Fails with `model-not-a-model`. */
export async function readGgufMetadata(blob: Blob, path: string): Promise<Result<GgufMetadata>> {
  const fail = (detail: string): Result<never> =>
    toFailed('model-not-a-model', `${path} is not a GGUF model.`, { location: path, detail });
  for (let bytes = FIRST_BYTES; ; bytes *= 2) {
    try {
      return toOk(new GgufReader(await blob.slice(0, bytes).arrayBuffer()).readMetadata());
    } catch (error) {
      if (error instanceof NotGguf) return fail(error.message);
      if (!(error instanceof CutOff)) throw error;
      if (bytes >= blob.size) return fail('the file ends inside its metadata');
      if (bytes >= MAX_BYTES) return fail(`the metadata are longer than ${MAX_BYTES} bytes`);
    }
  }
}
