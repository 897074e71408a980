import { NumberField, TextField } from '#app/ui/field.tsx';
import type { JSX } from 'react';
import styles from './perturbation-page.module.css';
import { TextAreaField } from './text-area-field.tsx';
import type { PromptEntry } from './try-prompt.ts';

export interface PromptFieldsProps {
  readonly entry: PromptEntry;
  /** Whether all fields are in sight from the start: for operators on more than the input. */
  readonly isOpen: boolean;
  readonly onChange: (entry: PromptEntry) => void;
}

/** The prompt: input in sight, what only some operators read under it. */
export function PromptFields({ entry, isOpen, onChange }: PromptFieldsProps): JSX.Element {
  return (
    <>
      <TextAreaField
        label="Input"
        rows={6}
        value={entry.input}
        onChange={(input) => {
          onChange({ ...entry, input });
        }}
      />
      <details className={styles['more']} open={isOpen}>
        <summary>System prompt, answer options, protected texts, demonstrations</summary>
        <div className={styles['entry']}>
          <TextAreaField
            label="System prompt"
            rows={2}
            value={entry.system}
            onChange={(system) => {
              onChange({ ...entry, system });
            }}
          />
          <TextAreaField
            label="Answer options"
            hint="One a line, in the order in which the input lists them; labels such as A, 1 or a are found there."
            rows={3}
            value={entry.options}
            onChange={(options) => {
              onChange({ ...entry, options });
            }}
          />
          <TextField
            label="Right answer"
            hint="A label or a text. Answers are kept by most operators."
            value={entry.target}
            onChange={(target) => {
              onChange({ ...entry, target });
            }}
          />
          <TextAreaField
            label="Protected texts"
            hint="One a line; no operator changes them."
            rows={2}
            value={entry.protect}
            onChange={(protect) => {
              onChange({ ...entry, protect });
            }}
          />
          <TextAreaField
            label="Demonstrations"
            hint={'The pool, one a line: question => answer; \\n stands for a line break.'}
            rows={2}
            value={entry.demonstrations}
            onChange={(demonstrations) => {
              onChange({ ...entry, demonstrations });
            }}
          />
          <NumberField
            label="Demonstrations shown"
            hint="the first of the pool"
            min={0}
            value={entry.shownCount}
            onChange={(shownCount) => {
              onChange({ ...entry, shownCount });
            }}
          />
        </div>
      </details>
    </>
  );
}
