import type { Ports } from '#harness/ports.ts';
import type { PreparedRun } from '#harness/run-library.ts';
import { useEffect, useState } from 'react';

const NONE: readonly string[] = [];

/** Counting takes a tokenizer and a worker, which the first load of the page does without: it waits until nothing has changed for so long. */
const REST_MS = 4000;

/** What is to be known of the room for outputs of a settled plan; nothing while it is being counted or where it cannot be. */
export function useContextWarnings(ports: Ports, prepared: PreparedRun | null): readonly string[] {
  const [found, setFound] = useState<{ readonly of: PreparedRun; readonly warnings: readonly string[] } | null>(null);
  useEffect(() => {
    if (prepared === null) return;
    let isCurrent = true;
    const check = (): void => {
      import('#harness/check-context-room.ts')
        .then(({ checkContextRoom }) => checkContextRoom(ports, prepared))
        .then((checked) => {
          if (isCurrent && checked.ok) setFound({ of: prepared, warnings: checked.value });
        }, reportError);
    };
    const timer = setTimeout(check, REST_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ports, prepared]);
  return found !== null && found.of === prepared ? found.warnings : NONE;
}
