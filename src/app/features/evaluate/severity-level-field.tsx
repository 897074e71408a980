import { SelectField } from '#app/ui/field.tsx';
import { toLevelText } from '#core/model/severity.ts';
import type { SeverityLevel } from '#core/model/severity.ts';
import type { JSX } from 'react';
import { toLevel } from './severity-edits.ts';

const levelOptions = [0, 1, 2, 3, 4].map((level) => ({ value: String(level), label: toLevelText(level) }));

export interface SeverityLevelFieldProps {
  readonly label: string;
  readonly level: SeverityLevel;
  readonly onChange: (level: SeverityLevel) => void;
}

/** A level of harm by number and name. */
export function SeverityLevelField({ label, level, onChange }: SeverityLevelFieldProps): JSX.Element {
  return (
    <SelectField
      label={label}
      value={String(level)}
      options={levelOptions}
      onChange={(value) => {
        onChange(toLevel(value));
      }}
    />
  );
}
