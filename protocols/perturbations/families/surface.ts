import type { Perturbation } from '../../perturbation.ts';
import { caseRandom } from '../case-random.ts';
import { caseUpper } from '../case-upper.ts';
import { charDelete } from '../char-delete.ts';
import { charRepeat } from '../char-repeat.ts';
import { charSwap } from '../char-swap.ts';
import { contraction } from '../contraction.ts';
import { filler } from '../filler.ts';
import { genderSwap } from '../gender-swap.ts';
import { kbdTypo } from '../kbd-typo.ts';
import { matraLength } from '../matra-length.ts';
import { misspell } from '../misspell.ts';
import { nameSwap } from '../name-swap.ts';
import { naturalistic } from '../naturalistic.ts';
import { ocrNoise } from '../ocr-noise.ts';
import { phonConfuse } from '../phon-confuse.ts';
import { pinyinTypo } from '../pinyin-typo.ts';
import { punctAdd } from '../punct-add.ts';
import { synonym } from '../synonym.ts';
import { wsDeleteInsert } from '../ws-delete-insert.ts';
import { wsDouble } from '../ws-double.ts';

/** Noise of typing, spelling and style, METRICS §10.2. */
export const SURFACE_FAMILY: readonly Perturbation[] = [
  wsDouble,
  wsDeleteInsert,
  caseUpper,
  caseRandom,
  punctAdd,
  contraction,
  misspell,
  kbdTypo,
  charSwap,
  charDelete,
  charRepeat,
  matraLength,
  phonConfuse,
  pinyinTypo,
  ocrNoise,
  filler,
  synonym,
  naturalistic,
  genderSwap,
  nameSwap,
];
