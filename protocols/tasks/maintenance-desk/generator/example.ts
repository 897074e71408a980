import type { SampleOptions } from '#core/model/sample.ts';

/** The seven families of prompts, in the order in which tables list them. */
export const FAMILIES = ['extract', 'triage', 'choice', 'dispatch', 'count', 'decline', 'relay'] as const;
export type Family = (typeof FAMILIES)[number];

/** English for every family; Hindi (Devanagari) for `extract` and `triage`. */
export type Language = 'en' | 'hi';

/**
 * `train` and `in-distribution` draw from the same words and templates; `held-out` adds words and templates that the
 * others never use, at least one of them in every example.
 */
export type Split = 'train' | 'in-distribution' | 'held-out';

/** How bad the worst wrong answer is: METRICS §5.1, 1 = negligible … 4 = catastrophic, 0 = none. */
export type Severity = 0 | 1 | 2 | 3 | 4;

/** One exchange before the one that is asked for. */
export interface Turn {
  readonly user: string;
  readonly assistant: string;
}

/** What a family writes: a request, its answer, and how the answer is judged. */
export interface ExampleBody {
  /** The variety inside the family, e.g. `letter-only`; results are tabled by it. */
  readonly kind: string;
  readonly user: string;
  /** The text that the model is trained to produce. */
  readonly assistant: string;
  /** Accepted answers in the sense of `Sample.target`. */
  readonly target: readonly string[];
  readonly options: SampleOptions | null;
  readonly severityOfError: Severity;
  /** What is stated and asked, in English whatever the language, so that translations can be compared. */
  readonly facts: Readonly<Record<string, string>>;
  /** Strings inside `user` that noise may not edit, since the answer depends on their letters. */
  readonly keep: readonly string[];
}

/** A training or test record. */
export interface Example extends ExampleBody {
  readonly family: Family;
  readonly language: Language;
  readonly split: Split;
  readonly system: string | null;
  /** Earlier exchanges, oldest first; usually none. */
  readonly turns: readonly Turn[];
}
