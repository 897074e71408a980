const STORAGE_KEY = 'plumbline.help-key';

/** Whether `?` opens the list of keys: a key of one character must be possible to turn off (WCAG 2.1.4). On unless turned off. */
export function isHelpKeyOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Remembers the choice on this device; without storage the key stays on. */
export function setHelpKey(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'off');
  } catch {
    // Nothing to remember it in.
  }
}
