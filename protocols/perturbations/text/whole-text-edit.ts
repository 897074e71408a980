import * as z from 'zod';
import { editUnprotected, withInput } from '../../edit-unprotected.ts';
import type { Prompt } from '../../perturbation.ts';
import { toProtectedSpans, type ProtectedKind } from '../../protected-spans.ts';

/** Parameters of an operator that has none. */
export const NoParams = z.strictObject({});

/** The prompt with `edit` applied to every stretch of the input that is not protected by `kinds`. */
export function editParts(prompt: Prompt, kinds: readonly ProtectedKind[], edit: (part: string) => string): Prompt {
  const spans = toProtectedSpans(prompt.sample, kinds);
  return withInput(prompt, editUnprotected(prompt.sample.input, spans, edit));
}
