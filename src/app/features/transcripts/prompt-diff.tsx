import type { DiffEdit } from '#core/model/trial.ts';
import type { JSX } from 'react';
import styles from './trial-detail.module.css';

export interface PromptDiffProps {
  readonly original: { readonly input: string; readonly system: string | null };
  readonly edits: readonly DiffEdit[];
  /** False with no edits: what changed stands around the question. */
  readonly isNoop: boolean;
}

/** The original with what was taken out and what was put in; struck through and underlined, so that colour is not needed. */
export function PromptDiff({ original, edits, isNoop }: PromptDiffProps): JSX.Element {
  const systemEdits = edits.filter(({ field }) => field === 'system');
  const inputEdits = edits.filter(({ field }) => field === 'input');
  return (
    <>
      {systemEdits.length === 0 ? null : (
        <DiffText label="System prompt" text={original.system ?? ''} edits={systemEdits} />
      )}
      {inputEdits.length === 0 ? null : <DiffText label="Input" text={original.input} edits={inputEdits} />}
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
}: {
  readonly label: string;
  readonly text: string;
  readonly edits: readonly DiffEdit[];
}): JSX.Element {
  return (
    <figure>
      <figcaption className={styles['meta']}>{label}</figcaption>
      <pre className={styles['text']}>
        {toPieces(text, edits).map((piece) => {
          const key = `${piece.kind} ${piece.at}`;
          switch (piece.kind) {
            case 'kept':
              return <span key={key}>{piece.text}</span>;
            case 'removed':
              return <del key={key}>{toVisible(piece.text)}</del>;
            case 'added':
              return <ins key={key}>{toVisible(piece.text)}</ins>;
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

/** A changed stretch of white space alone would be invisible. */
function toVisible(text: string): string {
  return /^\s+$/.test(text) ? text.replaceAll(' ', '␣').replaceAll('\t', '⇥').replaceAll('\n', '↵\n') : text;
}
