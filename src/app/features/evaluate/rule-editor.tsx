import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import type { ScorerRule } from '#core/model/scorer.ts';
import { useState, type JSX } from 'react';
import { NEW_RULES, RULE_LABELS, type RuleType } from './new-rules.ts';
import { RuleFields, type RuleFieldsProps } from './rule-fields.tsx';
import { RuleJson } from './rule-json.tsx';
import styles from './task-form.module.css';

export interface RuleEditorProps extends RuleFieldsProps {
  /** 1-based. */
  readonly position: number;
  /** Null when it is the only rule. */
  readonly onRemove: (() => void) | null;
}

const FORM_TYPES: ReadonlySet<RuleType> = new Set([
  'exact',
  'includes',
  'number',
  'choice',
  'regex',
  'json-fields',
  'option-likelihood',
]);

const RULE_TYPES = Object.values(NEW_RULES).map(({ type }) => type);

/** One rule of a scorer: its type, the families that it judges, and its fields; types without a form, and whoever wants, as JSON. */
export function RuleEditor({ rule, position, onChange, errorAt, onRemove }: RuleEditorProps): JSX.Element {
  const [isJson, setIsJson] = useState(false);
  const showsJson = isJson || !FORM_TYPES.has(rule.type);
  const changeType = (value: string): void => {
    const type = RULE_TYPES.find((known) => known === value);
    if (type !== undefined) onChange({ ...NEW_RULES[type], families: rule.families });
  };
  return (
    <fieldset className={styles['rule']}>
      <legend>Rule {position}</legend>
      <div className={styles['fields']}>
        <SelectField
          label="Type"
          value={rule.type}
          options={RULE_TYPES.map((type) => ({ value: type, label: RULE_LABELS[type] }))}
          onChange={changeType}
        />
        <FamiliesField rule={rule} onChange={onChange} errorAt={errorAt} />
        {showsJson ? null : <RuleFields rule={rule} onChange={onChange} errorAt={errorAt} />}
      </div>
      {showsJson ? <RuleJson rule={rule} onChange={onChange} /> : null}
      <div className={styles['buttons']}>
        {FORM_TYPES.has(rule.type) ? (
          <Button
            variant="quiet"
            onPress={() => {
              setIsJson(!isJson);
            }}
          >
            {isJson ? 'As form' : 'As JSON'}
          </Button>
        ) : null}
        {onRemove === null ? null : (
          <Button variant="quiet" aria-label={`Remove rule ${position}`} onPress={onRemove}>
            Remove
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** Families as they are typed; the text is kept while it means the same families. */
function FamiliesField({ rule, onChange, errorAt }: RuleFieldsProps): JSX.Element {
  const written = (rule.families ?? []).join(', ');
  const [entry, setEntry] = useState(written);
  const text = toFamilies(entry).join(', ') === written ? entry : written;
  return (
    <TextField
      label="Families"
      hint="with commas; empty = every one"
      value={text}
      error={errorAt('families')}
      onChange={(next) => {
        setEntry(next);
        const families = toFamilies(next);
        onChange({ ...rule, families: families.length === 0 ? null : families } satisfies ScorerRule);
      }}
    />
  );
}

function toFamilies(text: string): string[] {
  return text
    .split(',')
    .map((family) => family.trim())
    .filter((family) => family !== '');
}
