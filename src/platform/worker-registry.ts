/** The live workers by name, so that a test can end one in the middle of its work. */
export interface WorkerRegistry {
  /** Returns the function that removes it again. */
  add(name: string, kill: () => void): () => void;
  /** Ends all live workers of this name; returns how many there were. */
  kill(name: string): number;
}

/** An empty registry. */
export function createWorkerRegistry(): WorkerRegistry {
  const live = new Set<{ readonly name: string; readonly kill: () => void }>();
  return {
    add: (name, kill) => {
      const entry = { name, kill };
      live.add(entry);
      return () => {
        live.delete(entry);
      };
    },
    kill: (name) => {
      const found = [...live].filter((entry) => entry.name === name);
      for (const entry of found) entry.kill();
      return found.length;
    },
  };
}
