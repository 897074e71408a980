import * as z from 'zod';

/**
 * How a model answers the samples of a task. `generate`: it writes a text. `choose`: every option of the sample is forced after
 * the prompt and the likeliest is the answer, so nothing is drawn and each prompt has one epoch. `perplexity`: the input itself is
 * forced, and what is measured is how well the model foretells it.
 */
export const TaskMode = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('generate') }),
  z.strictObject({
    type: z.literal('choose'),
    /** What is forced for an option: its text or its label. */
    force: z.enum(['texts', 'labels']),
    /** Put before each option, e.g. " " after a prompt that ends in "Answer:"; "" after a chat template. */
    delimiter: z.string().max(20),
  }),
  z
    .strictObject({
      type: z.literal('perplexity'),
      /** Tokens that each window after the first scores; null = the whole window, as lm-evaluation-harness does. */
      stride: z.int().min(1).nullable(),
      /** Tokens that the model sees at once; null = its context length. */
      windowLength: z.int().min(1).nullable(),
    })
    .refine(({ stride, windowLength }) => stride === null || windowLength === null || stride <= windowLength, {
      path: ['stride'],
      message: 'must not be greater than windowLength',
    }),
]);
export type TaskMode = z.infer<typeof TaskMode>;

/** The mode in which options are chosen. */
export type ChooseMode = Extract<TaskMode, { type: 'choose' }>;

/** The mode in which texts are measured. */
export type PerplexityMode = Extract<TaskMode, { type: 'perplexity' }>;

/** The mode of measuring texts where a task has it; null = it asks for answers. */
export function toPerplexityMode({ mode }: { readonly mode?: TaskMode | undefined }): PerplexityMode | null {
  return mode?.type === 'perplexity' ? mode : null;
}

/** The mode of choosing where a task has it; null = it generates, which is also what no mode means. */
export function toChooseMode({ mode }: { readonly mode?: TaskMode | undefined }): ChooseMode | null {
  return mode?.type === 'choose' ? mode : null;
}
