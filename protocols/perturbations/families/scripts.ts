import type { Perturbation } from '../../perturbation.ts';
import { arAlefFold } from '../ar-alef-fold.ts';
import { codeMix } from '../code-mix.ts';
import { diacriticsStrip } from '../diacritics-strip.ts';
import { digitsNative } from '../digits-native.ts';
import { hansHant } from '../hans-hant.ts';
import { homoglyph } from '../homoglyph.ts';
import { normNfc } from '../norm-nfc.ts';
import { normNfkc } from '../norm-nfkc.ts';
import { nuktaPrecompose } from '../nukta-precompose.ts';
import { punctWidth } from '../punct-width.ts';
import { rtlMarks } from '../rtl-marks.ts';
import { tatweel } from '../tatweel.ts';
import { translitCasual } from '../translit-casual.ts';
import { translitIso } from '../translit-iso.ts';
import { zwInsert } from '../zw-insert.ts';
import { zwjVariants } from '../zwj-variants.ts';

/** Unicode and script, METRICS §10.3 and the Unicode rows of §10.2. */
export const SCRIPTS_FAMILY: readonly Perturbation[] = [
  normNfc,
  nuktaPrecompose,
  normNfkc,
  homoglyph,
  zwInsert,
  digitsNative,
  punctWidth,
  diacriticsStrip,
  tatweel,
  arAlefFold,
  zwjVariants,
  hansHant,
  translitIso,
  translitCasual,
  codeMix,
  rtlMarks,
];
