import * as z from 'zod';

/** A solved example that stands before the question: an input with the answer that is right. */
export const Demonstration = z.strictObject({
  input: z.string().min(1).max(100_000),
  target: z.string().min(1).max(20_000),
});
export type Demonstration = z.infer<typeof Demonstration>;

/** Where demonstrations come from. */
const DemonstrationPool = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('inline'), demonstrations: z.array(Demonstration).min(1).max(1000) }),
  /** The task's other samples with their first targets; never one of the asked sample's cluster. */
  z.strictObject({ type: z.literal('own-samples') }),
]);

/** How demonstrations are put into a prompt. */
const DemonstrationRender = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    /** One demonstration, e.g. "Question: {input}\nAnswer: {target}". */
    template: z
      .string()
      .max(20_000)
      .refine((template) => template.split('{input}').length === 2 && template.split('{target}').length === 2, {
        message: 'must contain "{input}" and "{target}" exactly once each',
      }),
    /** Put behind each demonstration, also the last one, before which nothing but the user message comes. */
    separator: z.string().max(200),
  }),
  /** Earlier turns of the chat: the user asks with the task's template, the assistant answers. */
  z.strictObject({ type: z.literal('turns') }),
]);

/** Demonstrations of a task. `count` is k of "k-shot". */
export const FewShot = z.strictObject({
  pool: DemonstrationPool,
  count: z.int().min(1).max(64),
  /**
   * `first`: the first of the pool. `same`: one random order of the pool for all samples. `per-sample`: one for each. Where one may not be
   * shown for a sample, the next in order takes its place.
   */
  draw: z.enum(['first', 'same', 'per-sample']),
  render: DemonstrationRender,
});
export type FewShot = z.infer<typeof FewShot>;

/** A demonstration by its name in the pool: the sample's id, or `pool[3]` of an inline pool. */
export interface NamedDemonstration extends Demonstration {
  readonly demonstrationId: string;
}

/** What a prompt shows before its question, with what it could show instead. */
export interface Demonstrations {
  /** In the order of the prompt. */
  readonly shown: readonly NamedDemonstration[];
  readonly pool: readonly NamedDemonstration[];
  /** Those of the pool that would give the answer away: of the asked sample's cluster, or with its input. */
  readonly barredIds: readonly string[];
  /** Label path of the draws of this prompt: the same for all samples unless each has a draw of its own. */
  readonly drawSeed: string;
}
