import type { DiffEdit } from '#core/model/trial.ts';
import { toVisibleParts } from '#core/text/visible-text.ts';
import type { JSX } from 'react';
import styles from './prompt-diff.module.css';

export interface PromptDiffProps {
  readonly original: { readonly input: string; readonly system: string | null };
  readonly edits: readonly DiffEdit[];
  /** False with no edits: what changed stands around the question. */
  readonly isNoop: boolean;
  /** Language of the prompt where it is known, as in `lang`. */
  readonly lang?: string | undefined;
}

/** The original with what was taken out and what was put in; struck through and underlined, so that colour is not needed. */
export function PromptDiff({ original, edits, isNoop, lang }: PromptDiffProps): JSX.Element {
  const systemEdits = edits.filter(({ field }) => field === 'system');
  const inputEdits = edits.filter(({ field }) => field === 'input');
  return (
    <>
      {systemEdits.length === 0 ? null : (
        <DiffText label="System prompt" text={original.system ?? ''} edits={systemEdits} lang={lang} />
      )}
      {inputEdits.length === 0 ? null : <DiffText label="Input" text={original.input} edits={inputEdits} lang={lang} />}
      {edits.length === 0 ? (
        <p className={styles['none']}>
          {isNoop ? 'Nothing: the prompt is unchanged.' : 'The question is unchanged; what stands before it differs.'}
        </p>
      ) : null}
    </>
  );
}

interface Piece {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly text: string;
  /** Position in the original; with the kind unique. */
  readonly at: number;
}

function DiffText({
  label,
  text,
  edits,
  lang,
}: {
  readonly label: string;
  readonly text: string;
  readonly edits: readonly DiffEdit[];
  readonly lang: string | undefined;
}): JSX.Element {
  return (
    <figure>
      <figcaption className={styles['caption']}>{label}</figcaption>
      <pre className={styles['text']} dir="auto" lang={lang}>
        {toPieces(text, edits).map((piece) => {
          const key = `${piece.kind} ${piece.at}`;
          switch (piece.kind) {
            case 'kept':
              return <span key={key}>{piece.text}</span>;
            case 'removed':
              return (
                <del key={key}>
                  <Shown text={piece.text} />
                </del>
              );
            case 'added':
              return (
                <ins key={key}>
                  <Shown text={piece.text} />
                </ins>
              );
            default:
              return piece.kind satisfies never;
          }
        })}
      </pre>
    </figure>
  );
}

function toPieces(text: string, edits: readonly DiffEdit[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { start, end, replacement } of edits.toSorted((a, b) => a.start - b.start)) {
    pieces.push({ kind: 'kept', text: text.slice(offset, start), at: offset });
    pieces.push({ kind: 'removed', text: text.slice(start, end), at: start });
    pieces.push({ kind: 'added', text: replacement, at: start });
    offset = end;
  }
  pieces.push({ kind: 'kept', text: text.slice(offset), at: offset });
  return pieces.filter((piece) => piece.text !== '');
}

/** A changed stretch with the names of characters that show nothing; one of white space alone as signs. */
function Shown({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {toVisibleParts(text).map((part, index) =>
        part.isName ? (
          // oxlint-disable-next-line react/no-array-index-key -- parts have no other identity and no state
          <span key={index} className={styles['sign']}>
            {part.text}
          </span>
        ) : (
          toSpaceSigns(part.text)
        ),
      )}
    </>
  );
}

/** A mark alone stands on a dotted circle, or it would join the letter before it. */
function toSpaceSigns(text: string): string {
  if (/^\p{M}/u.test(text)) return `\u25CC${text}`;
  return /^\s+$/.test(text) ? text.replaceAll(' ', '␣').replaceAll('\t', '⇥').replaceAll('\n', '↵\n') : text;
}
