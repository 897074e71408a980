import { CheckField, NumberField, SelectField, TextField } from '#app/ui/field.tsx';
import type { ScorerRule } from '#core/model/scorer.ts';
import type { JSX } from 'react';

export interface RuleFieldsProps {
  readonly rule: ScorerRule;
  readonly onChange: (rule: ScorerRule) => void;
  /** Error of a field of the rule, by its path within it. */
  readonly errorAt: (path: string) => string | null;
}

const TAKES = [
  { value: 'first', label: 'the first' },
  { value: 'last', label: 'the last' },
];

/** Fields of the common types of rules; null for the others, which are edited as JSON. */
export function RuleFields({ rule, onChange, errorAt }: RuleFieldsProps): JSX.Element | null {
  switch (rule.type) {
    case 'exact':
      return (
        <>
          <IgnoreCase rule={rule} onChange={onChange} errorAt={errorAt} />
          <CheckField
            label="Ignore a final mark"
            isChecked={rule.ignoreFinalPunctuation}
            onChange={(ignoreFinalPunctuation) => {
              onChange({ ...rule, ignoreFinalPunctuation });
            }}
          />
        </>
      );
    case 'includes':
      return <IgnoreCase rule={rule} onChange={onChange} errorAt={errorAt} />;
    case 'number':
      return (
        <>
          <SelectField
            label="Number that is taken"
            value={rule.take}
            options={TAKES}
            onChange={(take) => {
              onChange({ ...rule, take: take === 'first' ? 'first' : 'last' });
            }}
          />
          <NumberField
            label="Tolerance"
            hint="absolute"
            step="any"
            min={0}
            value={rule.tolerance}
            error={errorAt('tolerance')}
            onChange={(tolerance) => {
              onChange({ ...rule, tolerance });
            }}
          />
        </>
      );
    case 'regex':
      return <RegexFields rule={rule} onChange={onChange} errorAt={errorAt} />;
    case 'json-fields':
      return (
        <SelectField
          label="Credit"
          value={rule.credit}
          options={[
            { value: 'whole', label: 'all fields or none' },
            { value: 'per-field', label: 'share of the fields' },
          ]}
          onChange={(credit) => {
            onChange({ ...rule, credit: credit === 'whole' ? 'whole' : 'per-field' });
          }}
        />
      );
    case 'option-likelihood':
      return (
        <SelectField
          label="Log-probability per"
          value={rule.per}
          options={PER.map((value) => ({ value, label: value }))}
          onChange={(value) => {
            onChange({ ...rule, per: PER.find((per) => per === value) ?? 'option' });
          }}
        />
      );
    case 'choice':
    case 'includes-all':
    case 'quantity':
    case 'choice-letter':
    case 'json-schema':
    case 'list-f1':
    case 'chrf':
    case 'extracted':
      return null;
    default:
      return rule satisfies never;
  }
}

const PER = ['option', 'token', 'character', 'byte'] as const;

interface FieldsOf<T extends ScorerRule['type']> extends Omit<RuleFieldsProps, 'rule'> {
  readonly rule: Extract<ScorerRule, { type: T }>;
}

function IgnoreCase({ rule, onChange }: FieldsOf<'exact' | 'includes' | 'regex'>): JSX.Element {
  return (
    <CheckField
      label="Ignore case"
      isChecked={rule.ignoreCase}
      onChange={(ignoreCase) => {
        onChange({ ...rule, ignoreCase });
      }}
    />
  );
}

function RegexFields({ rule, onChange, errorAt }: FieldsOf<'regex'>): JSX.Element {
  const { search } = rule;
  const set = (change: Partial<typeof search>): void => {
    onChange({ ...rule, search: { ...search, ...change } });
  };
  return (
    <>
      <TextField
        label="Pattern"
        value={search.pattern}
        error={errorAt('search.pattern')}
        onChange={(pattern) => {
          set({ pattern });
        }}
      />
      <TextField
        label="Flags"
        hint="of i, m, s"
        value={search.flags}
        error={errorAt('search.flags')}
        onChange={(flags) => {
          set({ flags });
        }}
      />
      <NumberField
        label="Group"
        hint="0 = the whole match"
        min={0}
        value={search.group}
        error={errorAt('search.group')}
        onChange={(group) => {
          set({ group });
        }}
      />
      <SelectField
        label="Match that is taken"
        value={search.take}
        options={TAKES}
        onChange={(take) => {
          set({ take: take === 'first' ? 'first' : 'last' });
        }}
      />
      <SelectField
        label="What is found"
        value={rule.compare}
        options={[
          { value: 'target', label: 'equals a target' },
          { value: 'presence', label: 'need only be there' },
        ]}
        onChange={(compare) => {
          onChange({ ...rule, compare: compare === 'target' ? 'target' : 'presence' });
        }}
      />
      <IgnoreCase rule={rule} onChange={onChange} errorAt={errorAt} />
    </>
  );
}
