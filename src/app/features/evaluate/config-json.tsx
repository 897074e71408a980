import type { DraftState } from '#app/config-draft.ts';
import { useServices } from '#app/ports-context.tsx';
import { useId, type JSX } from 'react';
import styles from './config-json.module.css';

/** The configuration as text; what is wrong with it stands below, with the path of each field. */
export function ConfigJson({ state }: { readonly state: DraftState }): JSX.Element {
  const { draft } = useServices();
  const inputId = useId();
  const { checked } = state;
  return (
    <div className={styles['editor']}>
      <label htmlFor={inputId} className="visually-hidden">
        Configuration as JSON
      </label>
      <textarea
        id={inputId}
        className={styles['text']}
        rows={24}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={state.text}
        aria-invalid={!checked.ok}
        aria-describedby={`${inputId}-state`}
        onChange={({ target }) => {
          draft.editText(target.value);
        }}
      />
      <div id={`${inputId}-state`} role="status" className={styles['state']} data-valid={checked.ok}>
        {checked.ok ? (
          <p>Valid.</p>
        ) : (
          <>
            <p>
              <strong>Not valid.</strong>{' '}
              {state.editedIn === 'json' ? 'The form shows the last valid configuration and waits.' : ''}
            </p>
            <ul>
              {(checked.failure.detail ?? checked.failure.message).split('\n').map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
