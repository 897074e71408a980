import type { DiffEdit } from '#core/model/trial.ts';
import { toCodePointText } from '#core/text/visible-text.ts';
import type { Prompt } from '#protocols/perturbation.ts';
import type { JSX } from 'react';
import styles from './perturbation-page.module.css';

/** Edits shown, and code points of each side of one. */
const MAX_EDITS = 40;
const MAX_CHARACTERS = 24;

/** Each edit with its code points: for changes that look like nothing, such as NFD or look-alikes. */
export function EditTable({
  original,
  edits,
}: {
  readonly original: Prompt;
  readonly edits: readonly DiffEdit[];
}): JSX.Element {
  return (
    <details className={styles['more']}>
      <summary>Edits as code points</summary>
      <div className={styles['frame']} role="region" aria-label="Edits as code points" tabIndex={0}>
        <table className={styles['edits']}>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">Taken out</th>
              <th scope="col">Put in</th>
            </tr>
          </thead>
          <tbody>
            {edits.slice(0, MAX_EDITS).map((edit) => {
              const text = edit.field === 'system' ? (original.system ?? '') : original.sample.input;
              return (
                <tr key={`${edit.field} ${edit.start}`}>
                  <th scope="row">
                    {edit.field} {edit.start}–{edit.end}
                  </th>
                  <td>
                    <CodePoints text={text.slice(edit.start, edit.end)} />
                  </td>
                  <td>
                    <CodePoints text={edit.replacement} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {edits.length > MAX_EDITS ? (
        <p className={styles['meta']}>
          The first {MAX_EDITS} of {edits.length} edits.
        </p>
      ) : null}
    </details>
  );
}

function CodePoints({ text }: { readonly text: string }): JSX.Element {
  if (text === '') return <>nothing</>;
  const characters = Array.from(text);
  const shown = characters.slice(0, MAX_CHARACTERS).join('');
  return (
    <>
      <bdi>{shown}</bdi> <code>{toCodePointText(shown)}</code>
      {characters.length > MAX_CHARACTERS ? ' …' : ''}
    </>
  );
}
