import { Button } from '#app/ui/button.tsx';
import { CheckField } from '#app/ui/check-field.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import type { SeverityScaleRule } from '#core/model/severity-scale.ts';
import { FinishReason } from '#core/model/trial-output.ts';
import { useState, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './judgement-panels.module.css';
import { toFamilies, toNewRule } from './severity-edits.ts';
import { SeverityErrorRule } from './severity-error-rule.tsx';
import { SeverityLevelField } from './severity-level-field.tsx';

export interface SeverityRuleRowProps {
  readonly rule: SeverityScaleRule;
  /** 0-based place in the scale. */
  readonly index: number;
  readonly count: number;
  readonly errorAt: FormPartProps['errorAt'];
  readonly onChange: (rule: SeverityScaleRule) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

const typeOptions: readonly { readonly value: SeverityScaleRule['type']; readonly label: string }[] = [
  { value: 'sample', label: 'the sample’s rule' },
  { value: 'error', label: 'wrong answers' },
  { value: 'unparsable', label: 'missing answers' },
  { value: 'finish', label: 'the ending' },
];

const reasonText: Readonly<Record<FinishReason, string>> = {
  'stop-token': 'the model ended its turn',
  'stop-string': 'a stop string appeared',
  length: 'the limit of new tokens was reached',
  context: 'the context was full',
  chosen: 'an option was chosen',
  scored: 'a text was scored',
};

/** One line of the scale with what it looks at and the level that it gives. */
export function SeverityRuleRow(props: SeverityRuleRowProps): JSX.Element {
  const { rule, index, count, errorAt, onChange, onMove, onRemove } = props;
  const path = `severity.rules[${index}]`;
  const name = `rule ${index + 1}`;
  return (
    <li className={styles['rule']}>
      <div className={styles['ruleHead']}>
        <strong>Rule {index + 1}</strong>
        <div className={styles['actions']}>
          <Button
            aria-label={`Move ${name} up`}
            isDisabled={index === 0}
            onPress={() => {
              onMove(-1);
            }}
          >
            Up
          </Button>
          <Button
            aria-label={`Move ${name} down`}
            isDisabled={index === count - 1}
            onPress={() => {
              onMove(1);
            }}
          >
            Down
          </Button>
          <Button aria-label={`Remove ${name}`} onPress={onRemove}>
            Remove
          </Button>
        </div>
      </div>
      <div className={styles['fields']}>
        <SelectField
          label="Looks at"
          value={rule.type}
          options={typeOptions}
          onChange={(value) => {
            const type = typeOptions.find((entry) => entry.value === value)?.value;
            if (type !== undefined) onChange({ ...toNewRule(type), families: rule.families });
          }}
        />
        <FamiliesField
          families={rule.families}
          error={errorAt(`${path}.families`) ?? errorAt(`${path}.families[0]`)}
          onChange={(families) => {
            onChange({ ...rule, families });
          }}
        />
        {rule.type === 'unparsable' || rule.type === 'finish' ? (
          <SeverityLevelField
            label="Level"
            level={rule.level}
            onChange={(level) => {
              onChange({ ...rule, level });
            }}
          />
        ) : null}
      </div>
      {rule.type === 'sample' ? (
        <p className={styles['note']}>
          By the rule that a sample carries (<code>severityOfError</code>); a sample without one is left to the next
          line.
        </p>
      ) : null}
      {rule.type === 'error' ? (
        <SeverityErrorRule
          rule={rule.rule}
          path={`${path}.rule`}
          errorAt={errorAt}
          onChange={(next) => {
            onChange({ ...rule, rule: next });
          }}
        />
      ) : null}
      {rule.type === 'finish' ? (
        <ReasonFields
          reasons={rule.reasons}
          error={errorAt(`${path}.reasons`)}
          onChange={(reasons) => {
            onChange({ ...rule, reasons: [...reasons] });
          }}
        />
      ) : null}
    </li>
  );
}

interface FamiliesFieldProps {
  readonly families: readonly string[] | null;
  readonly error: string | null;
  readonly onChange: (families: string[] | null) => void;
}

/** Families as typed, so that a comma can be written before what follows it. */
function FamiliesField({ families, error, onChange }: FamiliesFieldProps): JSX.Element {
  const [text, setText] = useState((families ?? []).join(', '));
  const isSame = JSON.stringify(toFamilies(text)) === JSON.stringify(families);
  return (
    <TextField
      label="Families"
      hint="with commas; empty = every family"
      value={isSame ? text : (families ?? []).join(', ')}
      error={error}
      onChange={(next) => {
        setText(next);
        onChange(toFamilies(next));
      }}
    />
  );
}

interface ReasonFieldsProps {
  readonly reasons: readonly FinishReason[];
  readonly error: string | null;
  readonly onChange: (reasons: readonly FinishReason[]) => void;
}

function ReasonFields({ reasons, error, onChange }: ReasonFieldsProps): JSX.Element {
  return (
    <div className={styles['answers']}>
      {FinishReason.options.map((reason) => (
        <CheckField
          key={reason}
          label={reasonText[reason]}
          isOn={reasons.includes(reason)}
          onChange={(isOn) => {
            onChange(isOn ? [...reasons, reason] : reasons.filter((entry) => entry !== reason));
          }}
        />
      ))}
      {error === null ? null : (
        <p role="alert" className={styles['problem']}>
          {error}
        </p>
      )}
    </div>
  );
}
