import type { AssertionKind } from './regex-syntax.ts';

/** Whether one code point, given as text, is matched. */
export type CharacterTest = (character: string) => boolean;

/** One step of a program; targets are positions in it. */
export type RegexInstruction =
  | { readonly type: 'character'; readonly test: CharacterTest }
  /** Goes on at both places, `first` preferred. */
  | { readonly type: 'split'; first: number; second: number }
  | { readonly type: 'jump'; to: number }
  | { readonly type: 'save'; readonly slot: number }
  /** Forgets the groups `from`…`to`: each turn of a repetition captures anew. */
  | { readonly type: 'clear'; readonly from: number; readonly to: number }
  /** Ends the path when the text has not moved on since slot `slot` was saved: no empty turn of a repetition. */
  | { readonly type: 'advance'; readonly slot: number }
  | {
      readonly type: 'assertion';
      readonly kind: AssertionKind;
      readonly isMultiline: boolean;
      readonly word: CharacterTest;
    }
  | { readonly type: 'match' };

/** A compiled pattern. Slots: start and end of the match, of each group, then, for each level of repetition, where its turn began. */
export interface Regex {
  readonly program: readonly RegexInstruction[];
  /** Repetitions around each instruction whose turns must not be empty; length = `program.length`. */
  readonly repeatDepths: readonly number[];
  readonly maxRepeatDepth: number;
  readonly groupCount: number;
  readonly slotCount: number;
}
