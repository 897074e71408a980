import { contextPosition } from '../context-position.ts';
import type { Perturbation } from '../../perturbation.ts';
import { dateNumberFormat } from '../date-number-format.ts';
import { distractNumeric } from '../distract-numeric.ts';
import { distractPrefix } from '../distract-prefix.ts';
import { distractSuffix } from '../distract-suffix.ts';
import { injection } from '../injection.ts';
import { randomSuffix } from '../random-suffix.ts';
import { stressSuffix } from '../stress-suffix.ts';

/** Text around the task, METRICS §10.4. */
export const CONTEXT_FAMILY: readonly Perturbation[] = [
  distractPrefix,
  distractSuffix,
  stressSuffix,
  randomSuffix,
  distractNumeric,
  dateNumberFormat,
  injection,
  contextPosition,
];
