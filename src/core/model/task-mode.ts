import * as z from 'zod';

/**
 * How a model answers the samples of a task. `generate`: it writes a text. `choose`: every option of the sample is forced after
 * the prompt and the likeliest is the answer, so nothing is drawn and each prompt has one epoch.
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
]);
export type TaskMode = z.infer<typeof TaskMode>;

/** The mode in which options are chosen. */
export type ChooseMode = Extract<TaskMode, { type: 'choose' }>;

/** The mode of choosing where a task has it; null = it generates, which is also what no mode means. */
export function toChooseMode({ mode }: { readonly mode?: TaskMode | undefined }): ChooseMode | null {
  return mode?.type === 'choose' ? mode : null;
}
