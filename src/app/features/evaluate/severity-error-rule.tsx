import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import type { SeverityLevel, SeverityRule } from '#core/model/severity.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './judgement-panels.module.css';
import { toNewErrorRule } from './severity-edits.ts';
import { SeverityLevelField } from './severity-level-field.tsx';

export interface SeverityErrorRuleProps {
  readonly rule: SeverityRule;
  /** Of the rule in the configuration. */
  readonly path: string;
  readonly errorAt: FormPartProps['errorAt'];
  readonly onChange: (rule: SeverityRule) => void;
}

const typeOptions: readonly { readonly value: SeverityRule['type']; readonly label: string }[] = [
  { value: 'constant', label: 'one level' },
  { value: 'by-answer', label: 'by its text' },
  { value: 'by-field', label: 'by a JSON field' },
  { value: 'by-fields', label: 'by all JSON fields' },
];

/** How bad a wrong answer is. */
export function SeverityErrorRule({ rule, path, errorAt, onChange }: SeverityErrorRuleProps): JSX.Element {
  return (
    <>
      <div className={styles['fields']}>
        <SelectField
          label="A wrong answer"
          value={rule.type}
          options={typeOptions}
          onChange={(value) => {
            const type = typeOptions.find((entry) => entry.value === value)?.value;
            if (type !== undefined) onChange(toNewErrorRule(type));
          }}
        />
        <SeverityLevelField
          label="No answer found"
          level={rule.unparsed}
          onChange={(unparsed) => {
            onChange({ ...rule, unparsed });
          }}
        />
        {rule.type === 'constant' ? (
          <SeverityLevelField
            label="Wrong"
            level={rule.wrong}
            onChange={(wrong) => {
              onChange({ ...rule, wrong });
            }}
          />
        ) : null}
        {rule.type === 'by-fields' ? (
          <>
            <SeverityLevelField
              label="A wrong value"
              level={rule.wrongValue}
              onChange={(wrongValue) => {
                onChange({ ...rule, wrongValue });
              }}
            />
            <SeverityLevelField
              label="Only missing values"
              level={rule.missingValue}
              onChange={(missingValue) => {
                onChange({ ...rule, missingValue });
              }}
            />
          </>
        ) : null}
        {rule.type === 'by-field' ? (
          <TextField
            label="Field"
            hint="name in the answer’s JSON object"
            value={rule.field}
            error={errorAt(`${path}.field`)}
            onChange={(field) => {
              onChange({ ...rule, field });
            }}
          />
        ) : null}
        {rule.type === 'by-answer' || rule.type === 'by-field' ? (
          <SeverityLevelField
            label="Anything else"
            level={rule.other}
            onChange={(other) => {
              onChange({ ...rule, other });
            }}
          />
        ) : null}
      </div>
      {rule.type === 'by-answer' || rule.type === 'by-field' ? (
        <AnswerLevels
          levels={rule.levels}
          path={`${path}.levels`}
          errorAt={errorAt}
          onChange={(levels) => {
            onChange({ ...rule, levels: [...levels] });
          }}
        />
      ) : null}
    </>
  );
}

type AnswerLevel = [string, SeverityLevel];

interface AnswerLevelsProps extends Pick<SeverityErrorRuleProps, 'path' | 'errorAt'> {
  readonly levels: readonly AnswerLevel[];
  readonly onChange: (levels: readonly AnswerLevel[]) => void;
}

/** Named answers with a level each. */
function AnswerLevels({ levels, path, errorAt, onChange }: AnswerLevelsProps): JSX.Element {
  const problem = errorAt(path);
  return (
    <div className={styles['answers']}>
      {levels.map(([answer, level], index) => (
        // Answers are being typed; their place is what they are known by.
        <div key={`answer ${String(index)}`} className={styles['answer']}>
          <TextField
            label={`Answer ${index + 1}`}
            value={answer}
            error={errorAt(`${path}[${index}][0]`)}
            onChange={(next) => {
              onChange(levels.with(index, [next, level]));
            }}
          />
          <SeverityLevelField
            label={`Level of answer ${index + 1}`}
            level={level}
            onChange={(next) => {
              onChange(levels.with(index, [answer, next]));
            }}
          />
          <Button
            aria-label={`Remove answer ${index + 1}`}
            onPress={() => {
              onChange(levels.toSpliced(index, 1));
            }}
          >
            Remove
          </Button>
        </div>
      ))}
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['actions']}>
        <Button
          onPress={() => {
            onChange([...levels, ['', 1]]);
          }}
        >
          Add answer
        </Button>
      </div>
    </div>
  );
}
