import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Facts, type Fact } from '#app/ui/facts.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { NumberField, SelectField } from '#app/ui/field.tsx';
import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { EXAMPLE_VARIANCES, type PlanVariances } from '#core/stats/example-variances.ts';
import { planSensitivityOf, toSampleCounts, type VarianceSource } from '#harness/plan-sensitivity-of.ts';
import type { Pilot } from '#harness/read-pilot.ts';
import { resolveSamples } from '#harness/resolve-samples.ts';
import { useEffect, useState, type JSX } from 'react';
import styles from './evaluate-page.module.css';
import { usePilots } from './use-pilots.ts';

const rounded = (value: number): number => Number(value.toFixed(4));

/** As a person would type them. */
const ROUNDED_EXAMPLE: PlanVariances = {
  within: rounded(EXAMPLE_VARIANCES.within),
  between: rounded(EXAMPLE_VARIANCES.between),
  difference: rounded(EXAMPLE_VARIANCES.difference),
};

/** Inputs of the plan that are no part of the configuration. */
interface Question {
  readonly delta: number;
  readonly alpha: number;
  readonly power: number;
  readonly epochsB: number;
}

/** The sensitivity plan of a configuration, from stated variances or from those of a run that is stored here. */
export function SensitivityPlan({ config }: { readonly config: HarnessConfig }): JSX.Element {
  const samples = useSamples(config.task);
  const pilots = usePilots();
  const [variances, setVariances] = useState<PlanVariances>(ROUNDED_EXAMPLE);
  const { baseline } = config.protocol.epochs;
  const [question, setQuestion] = useState<Question>({ delta: 0.05, alpha: 0.05, power: 0.8, epochsB: baseline });
  const pilot = pilots.chosen;
  const source: VarianceSource = pilot === null ? { type: 'stated', variances } : { type: 'pilot', pilot };
  return (
    <div className={styles['stack']}>
      <div className={styles['fields']}>
        <SelectField
          label="Variances from"
          value={pilots.runId}
          options={[
            { value: '', label: 'stated below' },
            ...pilots.runs.map(({ runId, name, createdAt }) => ({
              value: runId,
              label: `${name}, ${createdAt.slice(0, 10)}`,
            })),
          ]}
          onChange={(runId) => {
            pilots.choose(runId);
          }}
        />
        <QuestionFields question={question} onChange={setQuestion} />
        {pilot === null ? <VarianceFields variances={variances} onChange={setVariances} /> : null}
      </div>
      {pilot === null || config.protocol.precision == null ? null : <PilotForTarget config={config} pilot={pilot} />}
      {pilots.failure === null ? null : <FailureNotice failure={pilots.failure} />}
      {samples !== null && !samples.ok ? <FailureNotice failure={samples.failure} /> : null}
      {samples?.ok === true ? (
        <Answers config={config} samples={samples.value} source={source} question={question} />
      ) : null}
    </div>
  );
}

/** Puts the pilot's variance of the metric into the precision target, which is then refused where it cannot be reached. */
function PilotForTarget({
  config,
  pilot,
}: {
  readonly config: HarnessConfig;
  readonly pilot: Pilot;
}): JSX.Element | null {
  const { draft } = useServices();
  const precision = config.protocol.precision ?? null;
  if (precision === null) return null;
  const betweenVariance = pilot.betweenVariance(precision.metric);
  if (betweenVariance === null)
    return <p>The pilot has too few epochs to say how far its samples differ in {precision.metric.id}.</p>;
  return (
    <p>
      <Button
        onPress={() => {
          draft.replace({ ...config, protocol: { ...config.protocol, precision: { ...precision, betweenVariance } } });
        }}
      >
        Hold the precision target against this pilot
      </Button>
    </p>
  );
}

function useSamples(task: HarnessConfig['task']): Result<readonly Sample[]> | null {
  const { ports } = useServices();
  const [samples, setSamples] = useState<Result<readonly Sample[]> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    resolveSamples(task, ports.ownFiles).then((resolved) => {
      if (isCurrent) setSamples(resolved);
    }, reportError);
    return () => {
      isCurrent = false;
    };
  }, [task, ports]);
  return samples;
}

interface FieldsProps<T> {
  readonly onChange: (value: T) => void;
}

function QuestionFields({ question, onChange }: FieldsProps<Question> & { readonly question: Question }): JSX.Element {
  const fields = [
    { key: 'delta', label: 'Difference δ', hint: 'that matters', step: 'any' },
    { key: 'alpha', label: 'α', hint: 'two-sided', step: 'any' },
    { key: 'power', label: 'Power', hint: 'chance to find δ', step: 'any' },
    { key: 'epochsB', label: 'Epochs of the other', hint: 'that it is compared with', step: 1 },
  ] as const;
  return (
    <>
      {fields.map(({ key, label, hint, step }) => (
        <NumberField
          key={key}
          label={label}
          hint={hint}
          step={step}
          min={0}
          value={question[key]}
          onChange={(value) => {
            onChange({ ...question, [key]: value });
          }}
        />
      ))}
    </>
  );
}

function VarianceFields({
  variances,
  onChange,
}: FieldsProps<PlanVariances> & { readonly variances: PlanVariances }): JSX.Element {
  const fields = [
    { key: 'within', label: 'σ² within a sample', hint: 'of one trial’s score' },
    { key: 'between', label: 'Var(x) between samples', hint: 'of their true means' },
    { key: 'difference', label: 'ω² of the difference', hint: 'between samples' },
  ] as const;
  return (
    <>
      {fields.map(({ key, label, hint }) => (
        <NumberField
          key={key}
          label={label}
          hint={hint}
          step="any"
          min={0}
          value={variances[key]}
          onChange={(value) => {
            onChange({ ...variances, [key]: value });
          }}
        />
      ))}
    </>
  );
}

interface AnswersProps {
  readonly config: HarnessConfig;
  readonly samples: readonly Sample[];
  readonly source: VarianceSource;
  readonly question: Question;
}

function Answers({ config, samples, source, question }: AnswersProps): JSX.Element {
  const { delta, alpha, power, epochsB } = question;
  const isAsked =
    isShare(delta) &&
    isShare(alpha) &&
    isShare(power) &&
    epochsB >= 1 &&
    (source.type === 'pilot' || Object.values(source.variances).every((value) => value >= 0 && value <= 1));
  if (!isAsked)
    return (
      <p role="alert">δ, α and power are between 0 and 1, epochs 1 or more, and variances of scores between 0 and 1.</p>
    );
  const { level } = config.analysis;
  const epochs = { a: config.protocol.epochs.baseline, b: epochsB };
  const plan = planSensitivityOf(samples, source, { delta, alpha, power, epochs, level });
  const small = (value: number | null): string => toNumberText(value, 'small');
  const facts: readonly Fact[] = [
    {
      label: 'Smallest difference',
      value: `${small(plan.smallestDifference)}, found with power ${power} at α = ${alpha} between two systems on these samples`,
    },
    {
      label: 'Samples required',
      value: `${toCountText(plan.samplesRequired)}${source.type === 'pilot' ? ' like these' : ' independent ones'} for a difference of ${delta}`,
    },
    {
      label: 'Half width',
      value: `±${small(plan.halfWidth)} to expect of accuracy with ${toCountText(epochs.a)} epochs; ±${small(plan.floor)} is the floor that no number of epochs passes`,
    },
    {
      label: 'Replication',
      value: `power ${small(plan.equivalencePower)} to conclude EQUIVALENT at δ = ${delta}, when two such runs do not differ`,
    },
    { label: 'Basis', value: toBasisText(samples, source) },
  ];
  return <Facts facts={facts} />;
}

function isShare(value: number): boolean {
  return value > 0 && value < 1;
}

function toBasisText(samples: readonly Sample[], source: VarianceSource): string {
  const { n, clusters } = toSampleCounts(samples);
  const task = `${toCountText(n)} samples in ${toCountText(clusters)} clusters`;
  if (source.type === 'stated')
    return `${task}, clusters counted; variances as stated above, to begin with those of the example in Miller 2024. Nothing is measured.`;
  return `${task}; ${toPilotText(source.pilot)}`;
}

function toPilotText({ model, scorer, variances, comparedWith }: Pilot): string {
  const small = (value: number): string => toNumberText(value, 'small');
  const pair =
    comparedWith === null ? 'twice Var(x), as if the two systems had nothing in common' : `against ${comparedWith}`;
  return `σ² ${small(variances.within)} and Var(x) ${small(variances.between)} of ${model} under “${scorer}”; ω² ${small(variances.difference)}, ${pair}`;
}
