import { SelectField } from '#app/ui/field.tsx';
import type { ColumnMapping, OptionColumns, RowMapping, TargetForm } from '#core/model/row-mapping.ts';
import { guessColumns } from '#harness/task-import/guess-mapping.ts';
import type { ImportTable } from '#harness/task-import/import-table.ts';
import type { JSX } from 'react';
import styles from './import-dialog.module.css';
import { ColumnChecks, ListField } from './import-list-field.tsx';

export interface ImportMappingProps {
  readonly table: ImportTable;
  readonly mapping: RowMapping;
  readonly onChange: (mapping: RowMapping) => void;
}

/** Which column is which field of a sample. */
export function ImportMapping({ table, mapping, onChange }: ImportMappingProps): JSX.Element {
  return (
    <fieldset className={styles['mapping']}>
      <legend>Columns</legend>
      {table.format === 'jsonl' ? (
        <SelectField
          label="Each line is"
          value={mapping.type}
          options={[
            { value: 'samples', label: 'a sample, with the fields that this app writes' },
            { value: 'columns', label: 'something else; I say what its fields mean' },
          ]}
          onChange={(type) => {
            onChange(type === 'samples' ? { type: 'samples' } : guessColumns(table));
          }}
        />
      ) : null}
      {mapping.type === 'samples' || table.columns.length === 0 ? null : (
        <ColumnFields columns={table.columns} mapping={mapping} onChange={onChange} />
      )}
    </fieldset>
  );
}

const TARGET_FORMS: readonly { readonly value: TargetForm; readonly label: string }[] = [
  { value: 'text', label: 'the answer as text' },
  { value: 'letter', label: 'the letter of an option' },
  { value: 'index-0', label: 'the number of an option, from 0' },
  { value: 'index-1', label: 'the number of an option, from 1' },
];

interface ColumnFieldsProps {
  readonly columns: readonly string[];
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

type OptionalColumn = 'id' | 'cluster' | 'family' | 'severity';

const OPTIONAL_COLUMNS: readonly { readonly key: OptionalColumn; readonly label: string }[] = [
  { key: 'id', label: 'Id (none: hash of the content)' },
  { key: 'cluster', label: 'Cluster (samples of one source)' },
  { key: 'family', label: 'Family (group with its own rule)' },
  { key: 'severity', label: 'Severity of an error (JSON)' },
];

function ColumnFields({ columns, mapping, onChange }: ColumnFieldsProps): JSX.Element {
  const required = columns.map((column) => ({ value: column, label: column }));
  const optional = [{ value: '', label: '– none –' }, ...required];
  const { options, protect } = mapping;
  return (
    <>
      <div className={styles['fields']}>
        <SelectField
          label="Input"
          value={mapping.input}
          options={required}
          onChange={(input) => {
            onChange({ ...mapping, input });
          }}
        />
        <SelectField
          label="Target"
          value={mapping.target ?? ''}
          options={[{ value: '', label: '– none: texts to measure –' }, ...required]}
          onChange={(target) => {
            onChange({ ...mapping, target: target === '' ? null : target });
          }}
        />
        <SelectField
          label="The target is"
          value={mapping.targetForm}
          options={TARGET_FORMS}
          onChange={(value) => {
            const targetForm = TARGET_FORMS.find((form) => form.value === value)?.value ?? 'text';
            onChange({ ...mapping, targetForm });
          }}
        />
        <ListField
          label="Targets in a cell"
          list={mapping.targets}
          onChange={(targets) => {
            onChange({ ...mapping, targets });
          }}
        />
      </div>
      <OptionFields columns={columns} mapping={mapping} onChange={onChange} />
      <div className={styles['fields']}>
        {OPTIONAL_COLUMNS.map(({ key, label }) => (
          <SelectField
            key={key}
            label={label}
            value={mapping[key] ?? ''}
            options={optional}
            onChange={(column) => {
              onChange({ ...mapping, [key]: column === '' ? null : column });
            }}
          />
        ))}
        <SelectField
          label="Protected texts"
          value={protect?.column ?? ''}
          options={optional}
          onChange={(column) => {
            const list = protect?.list ?? { type: 'json' };
            onChange({ ...mapping, protect: column === '' ? null : { column, list } });
          }}
        />
        {protect === null ? null : (
          <ListField
            label="Protected texts in a cell"
            list={protect.list}
            onChange={(list) => {
              onChange({ ...mapping, protect: { ...protect, list } });
            }}
          />
        )}
        {options.type === 'none' ? null : (
          <SelectField
            label="The input"
            value={mapping.optionsInInput}
            options={[
              { value: 'lettered', label: 'gets the options below it' },
              { value: 'as-is', label: 'stays as it is' },
            ]}
            onChange={(value) => {
              onChange({ ...mapping, optionsInInput: value === 'lettered' ? 'lettered' : 'as-is' });
            }}
          />
        )}
      </div>
    </>
  );
}

function OptionFields({ columns, mapping, onChange }: ColumnFieldsProps): JSX.Element {
  const { options } = mapping;
  const set = (next: OptionColumns): void => {
    onChange({ ...mapping, options: next, ...(next.type === 'none' ? { targetForm: 'text' } : {}) });
  };
  const changeType = (type: string): void => {
    if (type === 'columns') set({ type: 'columns', columns: columns.slice(0, 26) });
    else if (type === 'column') set({ type: 'column', column: columns[0] ?? '', list: { type: 'json' } });
    else set({ type: 'none' });
  };
  return (
    <div className={styles['fields']}>
      <SelectField
        label="Options"
        value={options.type}
        options={[
          { value: 'none', label: 'none: the answer is free text' },
          { value: 'columns', label: 'one column each' },
          { value: 'column', label: 'all in one column' },
        ]}
        onChange={changeType}
      />
      {options.type === 'column' ? (
        <>
          <SelectField
            label="Options column"
            value={options.column}
            options={columns.map((column) => ({ value: column, label: column }))}
            onChange={(column) => {
              set({ ...options, column });
            }}
          />
          <ListField
            label="Options in a cell"
            list={options.list}
            onChange={(list) => {
              set({ ...options, list });
            }}
          />
        </>
      ) : null}
      {options.type === 'columns' ? (
        <ColumnChecks
          columns={columns}
          chosen={options.columns}
          onChange={(chosen) => {
            set({ type: 'columns', columns: chosen });
          }}
        />
      ) : null}
    </div>
  );
}
