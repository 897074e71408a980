import * as z from 'zod';

/** Texts that a question is asked about, one of which holds the answer. */
export const Passages = z
  .strictObject({
    texts: z.array(z.string().min(1).max(50_000)).min(1).max(100),
    /** Place in `texts`, 0-based, of the passage that holds the answer; the others are distractors. */
    gold: z.int().nonnegative(),
  })
  .refine(({ texts, gold }) => gold < texts.length, {
    path: ['gold'],
    message: 'must be the place of one of the texts, from 0',
  });
export type Passages = z.infer<typeof Passages>;

/** How passages stand before an input. */
export const PassageRender = z.strictObject({
  /** One passage; `{number}` is its place, from 1. */
  template: z
    .string()
    .max(2000)
    .refine((template) => template.split('{passage}').length === 2, {
      message: 'must contain "{passage}" exactly once',
    }),
  /** Put behind each passage, also the last one, before which nothing but the input comes. */
  separator: z.string().max(200),
});
export type PassageRender = z.infer<typeof PassageRender>;

/** Where a task does not say how. */
export const DEFAULT_PASSAGE_RENDER: PassageRender = { template: '[{number}] {passage}', separator: '\n\n' };
