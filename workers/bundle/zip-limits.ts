/** What an archive may hold (DESIGN §10); writing keeps the same limits, so that what we write can be read. */
export const ZIP_LIMITS = {
  members: 2000,
  /** All members together, unpacked. */
  totalBytes: 4 * 1024 ** 3,
  /** Unpacked over packed size of a member larger than `ratioFromBytes`. */
  ratio: 200,
  ratioFromBytes: 1024 ** 2,
} as const;

export type ZipLimits = Readonly<Record<keyof typeof ZIP_LIMITS, number>>;

/** Compression methods of the zip format that bundles use. */
export const STORED = 0;
export const DEFLATED = 8;
