import { Button } from '#app/ui/button.tsx';
import { CheckField } from '#app/ui/check-field.tsx';
import { NumberField, SelectField } from '#app/ui/field.tsx';
import { BROWSER_LIMIT_SENTENCE, toLevelText } from '#core/model/severity.ts';
import type { SeverityScale } from '#core/model/severity-scale.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './judgement-panels.module.css';
import { toFirstScale, toMoved, toNewRule } from './severity-edits.ts';
import { SeverityRuleRow } from './severity-rule-row.tsx';

const detectorOptions = [
  { value: 'deterministic', label: 'rules' },
  { value: 'model_judge', label: 'a model' },
  { value: 'human', label: 'people' },
];

/** The severity scale: who judges, what each level weighs, and the lines that give a level to a failure. */
export function SeverityFields({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const scale = config.severity ?? null;
  const { samples } = config.task;
  const set = (severity: SeverityScale | null): void => {
    onChange({ ...config, severity });
  };
  return (
    <div className={styles['stack']}>
      <CheckField
        label="Weigh failures"
        hint={BROWSER_LIMIT_SENTENCE}
        isOn={scale !== null}
        onChange={(isOn) => {
          const hasRules =
            samples.type === 'file' || samples.samples.some(({ severityOfError }) => severityOfError !== null);
          set(isOn ? toFirstScale(hasRules) : null);
        }}
      />
      {scale === null ? null : (
        <>
          <DetectorFields scale={scale} onChange={set} errorAt={errorAt} />
          <WeightFields scale={scale} onChange={set} errorAt={errorAt} />
          <RuleList scale={scale} onChange={set} errorAt={errorAt} />
        </>
      )}
    </div>
  );
}

interface ScalePartProps {
  readonly scale: SeverityScale;
  readonly onChange: (scale: SeverityScale) => void;
  readonly errorAt: FormPartProps['errorAt'];
}

function DetectorFields({ scale, onChange, errorAt }: ScalePartProps): JSX.Element {
  const { detector } = scale;
  const { sensitivity, specificity } = detector;
  const set = (change: Partial<SeverityScale['detector']>): void => {
    onChange({ ...scale, detector: { ...detector, ...change } });
  };
  return (
    <>
      <div className={styles['fields']}>
        <SelectField
          label="Harm is found by"
          value={detector.kind}
          options={detectorOptions}
          onChange={(kind) => {
            set({ kind: kind === 'model_judge' || kind === 'human' ? kind : 'deterministic' });
          }}
        />
      </div>
      <CheckField
        label="How well it finds harm is known"
        hint="Then bounds are also given corrected for what it misses; otherwise they are of detected harm only."
        isOn={sensitivity !== null && specificity !== null}
        onChange={(isOn) => {
          set(isOn ? { sensitivity: 0.9, specificity: 0.99 } : { sensitivity: null, specificity: null });
        }}
      />
      {sensitivity === null || specificity === null ? null : (
        <div className={styles['inset']}>
          <div className={styles['fields']}>
            <NumberField
              label="Sensitivity"
              hint="share of harm that it finds"
              step="any"
              min={0}
              value={sensitivity}
              error={errorAt('severity.detector.sensitivity')}
              onChange={(value) => {
                set({ sensitivity: value });
              }}
            />
            <NumberField
              label="Specificity"
              hint="share of harmless outcomes that it passes"
              step="any"
              min={0}
              value={specificity}
              error={errorAt('severity.detector.specificity')}
              onChange={(value) => {
                set({ specificity: value });
              }}
            />
          </div>
        </div>
      )}
    </>
  );
}

function WeightFields({ scale, onChange, errorAt }: ScalePartProps): JSX.Element {
  const [none, negligible, marginal, critical, catastrophic] = scale.weights;
  const weights = [none, negligible, marginal, critical, catastrophic];
  return (
    <section aria-label="Weights of the levels" className={styles['stack']}>
      <h3 className={styles['group']}>Weights of the levels</h3>
      <div className={styles['fields']}>
        {weights.map((value, level) =>
          level === 0 ? null : (
            <NumberField
              key={toLevelText(level)}
              label={toLevelText(level)}
              step="any"
              min={0}
              value={value}
              error={errorAt(`severity.weights[${level}]`)}
              onChange={(next) => {
                const [a, b, c, d, e] = weights.with(level, next);
                onChange({ ...scale, weights: [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0] });
              }}
            />
          ),
        )}
      </div>
      <p className={styles['note']}>
        From 0 to 1, not falling; level 0 (no harm) weighs 0. By default each level weighs ten times the one before.
      </p>
    </section>
  );
}

function RuleList({ scale, onChange, errorAt }: ScalePartProps): JSX.Element {
  const { rules } = scale;
  const set = (next: readonly SeverityScale['rules'][number][]): void => {
    onChange({ ...scale, rules: [...next] });
  };
  const problem = errorAt('severity.rules') ?? errorAt('severity');
  return (
    <section aria-label="Rules" className={styles['stack']}>
      <h3 className={styles['group']}>Rules, the first that fits holds</h3>
      <ol className={styles['rules']}>
        {rules.map((rule, index) => (
          <SeverityRuleRow
            // Rules have no names; their place is what they are known by.
            key={`${String(index)} ${rule.type}`}
            rule={rule}
            index={index}
            count={rules.length}
            errorAt={errorAt}
            onChange={(next) => {
              set(rules.with(index, next));
            }}
            onMove={(step) => {
              set(toMoved(rules, index, step));
            }}
            onRemove={() => {
              set(rules.toSpliced(index, 1));
            }}
          />
        ))}
      </ol>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['actions']}>
        <Button
          onPress={() => {
            set([...rules, toNewRule('error')]);
          }}
        >
          Add rule
        </Button>
      </div>
    </section>
  );
}
