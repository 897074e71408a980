/** A way to let a busy worker handle its messages. */
export interface MacrotaskYield extends Disposable {
  /** Resolves in a new macrotask: messages that have arrived are handled before. */
  yieldToMessages(): Promise<void>;
}

/**
 * Yields by a message to itself. Awaiting a promise is not enough (a WASM run only yields microtasks, so a cancel would not
 * be seen), and nested `setTimeout` waits 4 ms. Calls must not overlap.
 */
export function createMacrotaskYield(): MacrotaskYield {
  const { port1, port2 } = new MessageChannel();
  let resume: (() => void) | null = null;
  port1.onmessage = () => resume?.();
  return {
    yieldToMessages: () =>
      new Promise((resolve) => {
        resume = resolve;
        port2.postMessage(null);
      }),
    [Symbol.dispose]: () => {
      port1.close();
      port2.close();
    },
  };
}
