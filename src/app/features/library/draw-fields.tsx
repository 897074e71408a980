import { NumberField, SelectField, TextField } from '#app/ui/field.tsx';
import { ParamValue, type PerturbationParams } from '#core/model/perturbation-params.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { toParamFacts, toParamText, toRangeText, type ParamFact } from '#protocols/to-param-facts.ts';
import { useState, type JSX } from 'react';
import styles from './perturbation-page.module.css';
import { TextAreaField } from './text-area-field.tsx';

/** What a perturbed prompt depends on besides the prompt. */
export interface DrawEntry {
  readonly params: PerturbationParams;
  readonly variant: number;
  readonly masterSeed: number;
}

export interface DrawFieldsProps {
  readonly perturbation: Perturbation;
  readonly draw: DrawEntry;
  readonly onChange: (draw: DrawEntry) => void;
}

/** Parameters, variant and seed, each with its range. */
export function DrawFields({ perturbation, draw, onChange }: DrawFieldsProps): JSX.Element {
  const { variantCount } = perturbation;
  return (
    <div className={styles['draw']}>
      {toParamFacts(perturbation).map((fact) => (
        <ParamField
          key={fact.name}
          fact={fact}
          value={draw.params[fact.name] ?? fact.initial}
          onChange={(value) => {
            onChange({ ...draw, params: { ...draw.params, [fact.name]: value } });
          }}
        />
      ))}
      {variantCount === 1 ? null : (
        <NumberField
          label="Variant"
          hint={variantCount === null ? 'a draw each, from 0' : `from 0 to ${variantCount - 1}`}
          min={0}
          value={draw.variant}
          error={toVariantError(draw.variant, variantCount)}
          onChange={(variant) => {
            onChange({ ...draw, variant });
          }}
        />
      )}
      <NumberField
        label="Master seed"
        hint="as in a configuration"
        min={0}
        value={draw.masterSeed}
        error={isWhole(draw.masterSeed) ? null : 'a whole number from 0'}
        onChange={(masterSeed) => {
          onChange({ ...draw, masterSeed });
        }}
      />
    </div>
  );
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function toVariantError(variant: number, variantCount: number | null): string | null {
  if (!isWhole(variant)) return 'a whole number from 0';
  return variantCount !== null && variant >= variantCount ? `there are ${variantCount} variants` : null;
}

/** What is wrong with a draw, or null. */
export function toDrawProblem(perturbation: Perturbation, { params, variant, masterSeed }: DrawEntry): string | null {
  const wrongVariant = toVariantError(variant, perturbation.variantCount);
  if (wrongVariant !== null) return `Variant: ${wrongVariant}.`;
  if (!isWhole(masterSeed)) return 'Master seed: a whole number from 0.';
  return perturbation.checkParams(params);
}

interface ParamFieldProps {
  readonly fact: ParamFact;
  readonly value: ParamValue;
  readonly onChange: (value: ParamValue) => void;
}

function ParamField({ fact, value, onChange }: ParamFieldProps): JSX.Element {
  const { name } = fact;
  switch (fact.type) {
    case 'number':
      return (
        <NumberField
          label={name}
          hint={toRangeText(fact)}
          step={fact.isWhole ? 1 : 'any'}
          value={typeof value === 'number' ? value : Number.NaN}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <SelectField
          label={name}
          value={toParamText(value)}
          options={fact.choices.map((choice) => ({ value: choice, label: choice }))}
          onChange={onChange}
        />
      );
    case 'flag':
      return (
        <SelectField
          label={name}
          value={toParamText(value)}
          options={['true', 'false'].map((choice) => ({ value: choice, label: choice }))}
          onChange={(choice) => {
            onChange(choice === 'true');
          }}
        />
      );
    case 'text':
      return <TextField label={name} value={toParamText(value)} onChange={onChange} />;
    case 'data':
      return <DataField name={name} initial={value} onChange={onChange} />;
    default:
      return fact satisfies never;
  }
}

/** A list or table as JSON; while it cannot be read, the last one that could stays. */
function DataField({
  name,
  initial,
  onChange,
}: {
  readonly name: string;
  readonly initial: ParamValue;
  readonly onChange: (value: ParamValue) => void;
}): JSX.Element {
  const [text, setText] = useState(() => JSON.stringify(initial, null, 1));
  return (
    <div className={styles['wide']}>
      <TextAreaField
        label={`${name} (JSON)`}
        rows={6}
        value={text}
        error={readData(text) === null ? 'This is no list or table of the kind that the parameter takes.' : null}
        onChange={(next) => {
          setText(next);
          const value = readData(next);
          if (value !== null) onChange(value);
        }}
      />
    </div>
  );
}

function readData(text: string): ParamValue | null {
  try {
    const parsed = ParamValue.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
