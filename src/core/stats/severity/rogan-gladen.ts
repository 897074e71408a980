/** How well a detector of violations works; Se + Sp > 1, else it says nothing. */
export interface DetectorQuality {
  /** Se: share of violations that it finds, in (0, 1]. */
  readonly sensitivity: number;
  /** Sp: share of clean outcomes that it passes, in (0, 1]. */
  readonly specificity: number;
}

/**
 * True share behind the share that a detector reports, π = (p + Sp − 1)/(Se + Sp − 1), kept in [0, 1]. Falling below 0 means that fewer were
 * reported than false alarms alone would give. Bounds are moved by the same rule, since it rises with p.
 * Source: Rogan & Gladen 1978; METRICS §5.2.
 */
export function roganGladen(share: number, { sensitivity, specificity }: DetectorQuality): number {
  return Math.min(1, Math.max(0, (share + specificity - 1) / (sensitivity + specificity - 1)));
}
