/** Lets a run through, or holds it until it is opened again. */
export interface PauseGate {
  isOpen(): boolean;
  close(): void;
  open(): void;
  /** Resolves at once while the gate is open, else when it opens. */
  pass(): Promise<void>;
}

/** An open gate. */
export function createPauseGate(): PauseGate {
  let closed: PromiseWithResolvers<void> | null = null;
  return {
    isOpen: () => closed === null,
    close: () => {
      closed ??= Promise.withResolvers<void>();
    },
    open: () => {
      closed?.resolve();
      closed = null;
    },
    pass: async () => {
      await closed?.promise;
    },
  };
}
