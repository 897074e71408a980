import type { Perturbation } from '../../perturbation.ts';
import { fmtEnumeratorNative } from '../fmt-enumerator-native.ts';
import { fmtEnumerator } from '../fmt-enumerator.ts';
import { fmtItemWrapper } from '../fmt-item-wrapper.ts';
import { optAddNone } from '../opt-add-none.ts';
import { optLabelSet } from '../opt-label-set.ts';
import { optPermute } from '../opt-permute.ts';
import { optRotate } from '../opt-rotate.ts';

/** Answer options, METRICS §10.1. */
export const OPTIONS_FAMILY: readonly Perturbation[] = [
  fmtItemWrapper,
  fmtEnumerator,
  fmtEnumeratorNative,
  optRotate,
  optPermute,
  optLabelSet,
  optAddNone,
];
