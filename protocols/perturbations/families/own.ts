import type { Perturbation } from '../../perturbation.ts';
import { userAffix } from '../user-affix.ts';
import { userParaphrase } from '../user-paraphrase.ts';
import { userReplace } from '../user-replace.ts';

/** Operators that a user fills with data. */
export const OWN_FAMILY: readonly Perturbation[] = [userReplace, userAffix, userParaphrase];
