import * as z from 'zod';

/** Every decoding control, always explicit: no library default applies (DESIGN §4). */
export const Decoding = z.strictObject({
  /** 0 = argmax with lowest-id tie-break; else logits are divided by it. */
  temperature: z.number().min(0).max(10),
  /** Keeps the k largest logits, ties by lowest id; 0 = off. */
  topK: z.int().min(0).max(1_000_000),
  /** Keeps the smallest set whose probability reaches topP, including the token that crosses; 1 = off. */
  topP: z.number().gt(0).max(1),
  /** Drops tokens below minP × the largest remaining probability; 0 = off. */
  minP: z.number().min(0).max(1),
  /** Divides positive and multiplies negative raw logits of tokens seen in prompt or output; 1 = off. */
  repetitionPenalty: z.number().gt(0).max(10),
  maxNewTokens: z.int().min(1).max(32_768),
  /** Generation ends when the text contains one of these; the text is cut before it. */
  stopStrings: z.array(z.string().min(1).max(200)).max(16),
});
export type Decoding = z.infer<typeof Decoding>;
