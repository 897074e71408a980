import { useId, useState, type JSX } from 'react';
import styles from './reason.module.css';

/** Says on demand why a number is missing: a button that unfolds one sentence beside it. */
export function Reason({ label, text }: { readonly label: string; readonly text: string }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const textId = useId();
  return (
    <span className={styles['reason']}>
      <button
        type="button"
        className={styles['button']}
        aria-expanded={isOpen}
        aria-controls={textId}
        aria-label={`Why is there no value for ${label}?`}
        onClick={() => {
          setIsOpen((wasOpen) => !wasOpen);
        }}
      >
        why?
      </button>
      <span id={textId} hidden={!isOpen} className={styles['text']}>
        {text}
      </span>
    </span>
  );
}
