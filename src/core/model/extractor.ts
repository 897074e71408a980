import * as z from 'zod';
import { RegexSearch } from './regex-search.ts';

/** Narrows an output to the part in which the answer stands; parts that are empty but for white space count as not found. */
export const Extractor = z.discriminatedUnion('type', [
  /** The first line that is not empty. */
  z.strictObject({ type: z.literal('first-line') }),
  /** The last line that is not empty. */
  z.strictObject({ type: z.literal('last-line') }),
  /** Everything behind the first or last occurrence of a text, such as `####` or `Answer:`. */
  z.strictObject({
    type: z.literal('after-marker'),
    marker: z.string().min(1).max(100).regex(/\S/u, 'must not be white space alone'),
    take: z.enum(['first', 'last']),
    ignoreCase: z.boolean(),
  }),
  /** Everything before the first occurrence of a text; the whole when it does not occur. */
  z.strictObject({
    type: z.literal('before-marker'),
    marker: z.string().min(1).max(100).regex(/\S/u, 'must not be white space alone'),
    ignoreCase: z.boolean(),
  }),
  /** The last number, as rule `number` reads numbers. */
  z.strictObject({ type: z.literal('last-number') }),
  /** The inside of the last `\boxed{…}` or `\fbox{…}`, braces balanced. */
  z.strictObject({ type: z.literal('boxed') }),
  /** What a regular expression finds. */
  z.strictObject({ type: z.literal('regex'), search: RegexSearch }),
]);
export type Extractor = z.infer<typeof Extractor>;
