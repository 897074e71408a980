import type { Perturbation } from '../../perturbation.ts';
import { caseLower } from '../case-lower.ts';
import { fmtSeparatorV1 } from '../fmt-separator-v1.ts';
import { kbdTypoV1 } from '../kbd-typo-v1.ts';
import { normNfd } from '../norm-nfd.ts';
import { optRotateV1 } from '../opt-rotate-v1.ts';
import { punctStrip } from '../punct-strip.ts';
import { sysParaphraseV1 } from '../sys-paraphrase-v1.ts';
import { wsRandom } from '../ws-random.ts';

/** The operators of the quick-start configuration, apart from the rest so that a first visit loads no more than these. */
export const QUICK_START_FAMILY: readonly Perturbation[] = [
  fmtSeparatorV1,
  sysParaphraseV1,
  optRotateV1,
  wsRandom,
  kbdTypoV1,
  caseLower,
  punctStrip,
  normNfd,
];
