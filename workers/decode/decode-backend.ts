/**
 * What a runtime supplies to the token loop: logits for tokens. It keeps the keys and values of one prompt and of the rows
 * that continue it. All rows have the same length; logits are raw, natural log, float32.
 */
export interface DecodeBackend {
  readonly vocabularySize: number;
  /** Runs a prompt whole, at batch 1. @returns logits after its last token, shape [vocabulary]; ends all rows. */
  prefill(tokenIds: readonly number[]): Promise<Float32Array>;
  /** Starts `rowCount` rows that continue the prompt, in place of the present rows. */
  fork(rowCount: number): void;
  /** Appends one token to each row. @returns logits, shape [rows × vocabulary], valid until the next call. */
  step(tokenIds: readonly number[]): Promise<Float32Array>;
  /** Keeps the rows at these positions, ascending, and forgets the others. */
  drop(keptRows: readonly number[]): void;
  /** Frees the model. */
  dispose(): Promise<void>;
}
