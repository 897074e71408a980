/** What an import is at. */
export interface ImportStage {
  /** Of all stages that are done, in [0, 1]; they take unlike times. */
  readonly share: number;
  /** What is checked now, as half a sentence. */
  readonly text: string;
}
