import { lazy, Suspense, useEffect, useState, type JSX } from 'react';
import styles from './app-shell.module.css';
import { isHelpKeyOn } from './help-key.ts';

const KeyboardDialog = lazy(async () => ({ default: (await import('./keyboard-dialog.tsx')).KeyboardDialog }));

/** The way to the list of keys: a button, and the key `?` where nothing is being written. */
export function KeyboardHelp(): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isWriting(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      if (isHelpKeyOn()) setIsOpen(true);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles['keys']}
        aria-haspopup="dialog"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        Keyboard
      </button>
      {isOpen ? (
        <Suspense>
          <KeyboardDialog
            onClose={() => {
              setIsOpen(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
