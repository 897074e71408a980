import { SelectField, TextField } from '#app/ui/field.tsx';
import type { CellList } from '#core/model/row-mapping.ts';
import { useId, type JSX } from 'react';
import styles from './import-dialog.module.css';

export interface ListFieldProps {
  readonly label: string;
  readonly list: CellList;
  readonly onChange: (list: CellList) => void;
}

/** How several texts stand in one cell. */
export function ListField({ label, list, onChange }: ListFieldProps): JSX.Element {
  const change = (type: string): void => {
    if (type === 'separator') onChange({ type, separator: '|' });
    else onChange(type === 'json' ? { type } : { type: 'one' });
  };
  return (
    <>
      <SelectField
        label={label}
        value={list.type}
        options={[
          { value: 'one', label: 'one text' },
          { value: 'separator', label: 'parts around a separator' },
          { value: 'json', label: 'a JSON list' },
        ]}
        onChange={change}
      />
      {list.type === 'separator' ? (
        <TextField
          label={`${label}: separator`}
          value={list.separator}
          onChange={(separator) => {
            // An empty one would part every letter.
            onChange({ type: 'separator', separator: separator === '' ? '|' : separator.slice(0, 10) });
          }}
        />
      ) : null}
    </>
  );
}

export interface ColumnChecksProps {
  readonly columns: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

const MOST_OPTIONS = 26;

/** Which columns hold an option each; their order is that of the file, or that in which they were added. */
export function ColumnChecks({ columns, chosen, onChange }: ColumnChecksProps): JSX.Element {
  const groupId = useId();
  return (
    <fieldset className={styles['checks']}>
      <legend>Option columns, in this order: {chosen.join(', ')}</legend>
      {columns.map((column) => {
        const isChosen = chosen.includes(column);
        const inputId = `${groupId}-${column}`;
        return (
          <span key={column}>
            <input
              id={inputId}
              type="checkbox"
              checked={isChosen}
              disabled={isChosen ? chosen.length <= 2 : chosen.length >= MOST_OPTIONS}
              onChange={({ target }) => {
                onChange(target.checked ? [...chosen, column] : chosen.filter((name) => name !== column));
              }}
            />{' '}
            <label htmlFor={inputId}>{column}</label>
          </span>
        );
      })}
    </fieldset>
  );
}
