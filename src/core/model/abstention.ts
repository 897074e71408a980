import * as z from 'zod';

/**
 * How a model says that it does not answer: an output that is this token and nothing else, white space around it aside. The token stands in
 * the prompt as well, so it is part of the experiment. Doubt in free text is not looked for: that would work in one language (METRICS §4.10).
 */
export const AbstentionConfig = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(200)
    .refine((token) => token.trim() === token, { message: 'must not begin or end with white space' }),
});
export type AbstentionConfig = z.infer<typeof AbstentionConfig>;
