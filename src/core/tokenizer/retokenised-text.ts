/** A token by its id and its text with white space visible; bytes that are no whole character as `‹E0 B2›`. */
export interface TextToken {
  readonly id: number;
  readonly text: string;
}

/** A text in the tokenizer's own tokens and in others. */
export interface RetokenisedText {
  readonly name: string;
  readonly own: readonly TextToken[];
  readonly other: readonly TextToken[];
}
