import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { SCORER_VERSION, type Scorer, type ScorerRule } from '#core/model/scorer.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { NEW_RULES } from './new-rules.ts';
import { RuleEditor } from './rule-editor.tsx';
import styles from './task-form.module.css';

const MOST_SCORERS = 8;
const MOST_RULES = 50;

/** The scorers with their rules. Every scorer judges every answer; of its rules the first that names the sample's family. */
export function ScorerEditor({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const { scorers } = config;
  const setScorers = (next: readonly Scorer[]): void => {
    onChange({ ...config, scorers: [...next] });
  };
  return (
    <section className={styles['scorers']} aria-label="Scorers">
      <h3>Scorers</h3>
      {scorers.map((scorer, index) => {
        const path = `scorers[${index}]`;
        const set = (next: Scorer): void => {
          setScorers(scorers.with(index, next));
        };
        return (
          <fieldset key={path} className={styles['scorer']}>
            <legend>Scorer {index + 1}</legend>
            <TextField
              label="Scorer name"
              value={scorer.name}
              error={errorAt(`${path}.name`)}
              onChange={(name) => {
                set({ ...scorer, name });
              }}
            />
            <RuleList
              rules={scorer.rules}
              errorAt={(field) => errorAt(`${path}.rules${field}`)}
              onChange={(rules) => {
                set({ ...scorer, rules });
              }}
            />
            {scorers.length === 1 ? null : (
              <div className={styles['buttons']}>
                <Button
                  onPress={() => {
                    setScorers(scorers.toSpliced(index, 1));
                  }}
                >
                  Remove scorer {index + 1}
                </Button>
              </div>
            )}
          </fieldset>
        );
      })}
      <div className={styles['buttons']}>
        <Button
          isDisabled={scorers.length >= MOST_SCORERS}
          onPress={() => {
            setScorers([...scorers, { name: toNewName(scorers), version: SCORER_VERSION, rules: [NEW_RULES.exact] }]);
          }}
        >
          Add scorer
        </Button>
      </div>
    </section>
  );
}

interface RuleListProps {
  readonly rules: readonly ScorerRule[];
  readonly onChange: (rules: ScorerRule[]) => void;
  /** Error of a field, by its path behind `rules`. */
  readonly errorAt: (path: string) => string | null;
}

function RuleList({ rules, onChange, errorAt }: RuleListProps): JSX.Element {
  return (
    <>
      {rules.map((rule, index) => (
        <RuleEditor
          key={`[${index}] of ${rules.length}`}
          rule={rule}
          position={index + 1}
          errorAt={(field) => errorAt(`[${index}].${field}`)}
          onChange={(next) => {
            onChange(rules.with(index, next));
          }}
          onRemove={
            rules.length === 1
              ? null
              : () => {
                  onChange(rules.toSpliced(index, 1));
                }
          }
        />
      ))}
      <div className={styles['buttons']}>
        <Button
          isDisabled={rules.length >= MOST_RULES}
          onPress={() => {
            onChange([...rules, NEW_RULES.exact]);
          }}
        >
          Add rule
        </Button>
      </div>
    </>
  );
}

function toNewName(scorers: readonly Scorer[]): string {
  const names = new Set(scorers.map(({ name }) => name));
  let count = scorers.length + 1;
  while (names.has(`scorer-${count}`)) count += 1;
  return `scorer-${count}`;
}
