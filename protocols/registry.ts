import type { Perturbation } from './perturbation.ts';
import { caseLower } from './perturbations/case-lower.ts';
import { fmtSeparator } from './perturbations/fmt-separator.ts';
import { kbdTypo } from './perturbations/kbd-typo.ts';
import { normNfd } from './perturbations/norm-nfd.ts';
import { optRotate } from './perturbations/opt-rotate.ts';
import { punctStrip } from './perturbations/punct-strip.ts';
import { sysParaphrase } from './perturbations/sys-paraphrase.ts';
import { wsRandom } from './perturbations/ws-random.ts';

/** Every perturbation there is, in the order in which screens list them. */
export const perturbations: readonly Perturbation[] = [
  fmtSeparator,
  sysParaphrase,
  optRotate,
  wsRandom,
  kbdTypo,
  caseLower,
  punctStrip,
  normNfd,
];

/** The perturbation with this id and version, or null. */
export function findPerturbation(id: string, version: number): Perturbation | null {
  return perturbations.find((perturbation) => perturbation.id === id && perturbation.version === version) ?? null;
}
