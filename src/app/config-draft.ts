import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';

/** The configuration being edited: one value, seen as form and as JSON. */
export interface DraftState {
  readonly text: string;
  /** Shape is right; ranges may be wrong after an edit in the form (see `checked`). */
  readonly config: HarnessConfig;
  readonly checked: Result<HarnessConfig>;
  /** While JSON is being edited and invalid, the form waits. */
  readonly editedIn: 'form' | 'json';
}

/** Keeps the edited configuration while the tab lives, across screens. */
export interface ConfigDraft {
  /** Null until a configuration was loaded. */
  readonly getState: () => DraftState | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes over a whole configuration: from the form, a file, a link or a report. */
  readonly replace: (config: HarnessConfig) => void;
  readonly editText: (text: string) => void;
}

export function createConfigDraft(): ConfigDraft {
  let state: DraftState | null = null;
  const listeners = new Set<() => void>();
  const publish = (next: DraftState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace: (config) => {
      const text = JSON.stringify(config, null, 2);
      publish({ text, config, checked: parseConfig(text), editedIn: 'form' });
    },
    editText: (text) => {
      if (state === null) return;
      const checked = parseConfig(text);
      publish({ text, config: checked.ok ? checked.value : state.config, checked, editedIn: 'json' });
    },
  };
}
