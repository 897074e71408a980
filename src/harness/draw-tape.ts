import type { Rng } from '#core/rng/rng.ts';
import type { IndexDraw, IndicesDraw } from '#core/stats/interval-settings.ts';

const CHUNK = 65_536;
const WORDS = 4_294_967_296;
const WORD = 1 / WORDS;

/** Words that are kept, 84 MB when all are needed: 2,000 resamples of 10,000 clusters. Each reader draws further ones again. */
const KEPT_CHUNKS = 320;

/**
 * Uniform words that every resampling reads from their start. Drawing a word costs more than using it, so a report of a hundred
 * bootstrap intervals draws once; estimates over equally many clusters see the same resamples, which makes them comparable and changes
 * none of them.
 */
export interface DrawTape {
  /** A reader at the start of the tape; an index is floor(word · size / 2³²), so its bias is below size / 2³². */
  open(): TapeReader;
}

/** Both read on from where the last of them stopped. */
export interface TapeReader {
  readonly drawIndex: IndexDraw;
  readonly drawIndices: IndicesDraw;
}

/**
 * A tape whose words depend on `rng` only, not on who reads first or how far.
 * @param keptChunks chunks of 65,536 words that are kept; it changes the cost, never a draw.
 */
export function createDrawTape(rng: Rng, keptChunks: number = KEPT_CHUNKS): DrawTape {
  const chunks: Uint32Array[] = [];
  return {
    open: () =>
      createReader((position, spare) => {
        const kept = chunks[position];
        if (kept !== undefined) return kept;
        const chunk = position < keptChunks ? new Uint32Array(CHUNK) : spare();
        rng.fork(`chunk-${position}`).fillWords(chunk);
        if (position < keptChunks) chunks[position] = chunk;
        return chunk;
      }),
  };
}

/** @param toChunk the words of a chunk, drawn into the array of `spare` where they are not kept. */
function createReader(toChunk: (position: number, spare: () => Uint32Array) => Uint32Array): TapeReader {
  // One array for all chunks that are not kept: a new one for each would set off a collection of all rows every few hundred resamples.
  let own: Uint32Array | null = null;
  const spare = (): Uint32Array => (own ??= new Uint32Array(CHUNK));
  let position = 0;
  let chunk = toChunk(position, spare);
  let next = 0;
  const turn = (): void => {
    if (next < CHUNK) return;
    position += 1;
    chunk = toChunk(position, spare);
    next = 0;
  };
  return {
    drawIndex: (size) => {
      turn();
      const word = chunk[next] ?? 0;
      next += 1;
      return Math.floor((word * size) / WORDS);
    },
    drawIndices: (size, target) => {
      for (let done = 0; done < target.length;) {
        turn();
        const count = Math.min(target.length - done, CHUNK - next);
        // Storing cuts off what is behind the point. A multiplication by 2⁻³² is exact, as the division is.
        for (let index = 0; index < count; index += 1) target[done + index] = (chunk[next + index] ?? 0) * size * WORD;
        done += count;
        next += count;
      }
    },
  };
}
