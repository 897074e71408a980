/** One file of a build. */
export interface OfflineFile {
  /** Relative to the app's base, e.g. `assets/main-1a2b3c.js`. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What the service worker of a build knows; written into it when it is built. */
export interface OfflinePlan {
  /** Identity of the build, as in `build.json`. */
  readonly buildSha256: string;
  /** Stored before anybody asks for them; enough to open every screen and run the embedded model. */
  readonly ahead: readonly OfflineFile[];
  /** Stored when they are first used: large runtimes and other precisions of the embedded model. */
  readonly onUse: readonly OfflineFile[];
  /** Headers of every answer: isolation, for hosts that send none. */
  readonly headers: Readonly<Record<string, string>>;
}
