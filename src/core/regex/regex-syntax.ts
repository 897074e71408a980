/**
 * A regular expression as a tree: the part of ECMAScript's syntax (flag `u`) that a machine can match in time linear in the text. Without back
 * references and look-around, which have no such machine.
 */
export type RegexNode =
  | { readonly type: 'empty' }
  /** One code point: a literal, an escape, a class in brackets or `.`, as its source text. */
  | { readonly type: 'character'; readonly source: string }
  | { readonly type: 'assertion'; readonly kind: AssertionKind }
  /** A capturing group; `index` ≥ 1 in the order of the opening brackets. */
  | { readonly type: 'group'; readonly index: number; readonly node: RegexNode }
  | { readonly type: 'sequence'; readonly nodes: readonly RegexNode[] }
  /** Alternatives, the first one preferred. */
  | { readonly type: 'alternatives'; readonly nodes: readonly RegexNode[] }
  /** `max` null = no limit. */
  | {
      readonly type: 'repeat';
      readonly node: RegexNode;
      readonly min: number;
      readonly max: number | null;
      readonly isLazy: boolean;
    };

/** `^`, `$`, `\b`, `\B`. */
export type AssertionKind = 'start' | 'end' | 'word-border' | 'no-word-border';

/** Bounds of a pattern: UTF-16 units, capturing groups, brackets within brackets, a count in braces, instructions once compiled. */
export const REGEX_LIMITS = { length: 500, groups: 20, depth: 20, count: 500, instructions: 1000 } as const;

/** Flags that a pattern may have; `u` always holds. */
export const REGEX_FLAGS = /^(?:i?m?s?)$/;

/** Why a pattern is refused, and where: offset in UTF-16 units. */
export interface RegexProblem {
  readonly message: string;
  readonly at: number;
}
