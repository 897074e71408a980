const STORAGE_KEY = 'plumbline.author';

/** The name under which this person annotated last on this device; empty when there was none. */
export function readAuthorName(): string {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? '';
  } catch {
    return '';
  }
}

/** Remembers the name on this device only. */
export function keepAuthorName(name: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, name);
  } catch {
    // Without storage the name is asked again.
  }
}
