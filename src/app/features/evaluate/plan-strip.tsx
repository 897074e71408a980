import { useServices } from '#app/ports-context.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toBytesText, toCountText, toDurationText, toNumberText } from '#core/charts/number-text.ts';
import { toAssumedSpeed, toPlanFigures, type PlanFigures } from '#core/charts/to-plan-figures.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PreparedRun } from '#harness/run-library.ts';
import type { JSX } from 'react';
import styles from './plan-strip.module.css';
import { RunButton } from './run-button.tsx';
import { useContextWarnings } from './use-context-warnings.ts';
import { usePlan, type PlanState } from './use-plan.ts';

/** What Run will do, in numbers, with the button that does it. */
export function PlanStrip({ checked }: { readonly checked: Result<HarnessConfig> }): JSX.Element {
  const { ports, runs } = useServices();
  const action = useAction();
  const plan = usePlan(runs, checked);
  const warnings = useContextWarnings(ports, plan.status === 'ready' ? plan.prepared : null);
  const failure = action.failure ?? (plan.status === 'failed' ? plan.failure : null);
  return (
    <section aria-label="Plan" className={styles['strip']}>
      <PlanReadout plan={plan} />
      <div className={styles['run']}>
        <RunButton
          checked={checked}
          action={action}
          isDisabled={action.isBusy || !checked.ok || plan.status === 'failed'}
        />
        {action.isBusy ? <p role="status">Starting…</p> : null}
      </div>
      {warnings.length === 0 ? null : (
        <div className={styles['failure']} role="status">
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </div>
      )}
      {failure === null ? null : (
        <div className={styles['failure']}>
          <FailureNotice failure={failure} />
        </div>
      )}
    </section>
  );
}

function PlanReadout({ plan }: { readonly plan: PlanState }): JSX.Element {
  const figures = plan.prepared === null ? null : toFigures(plan.prepared);
  return (
    <dl className={styles['figures']} aria-busy={plan.status === 'loading'}>
      {(figures ?? emptyFigures).map(({ label, value, note }) => (
        <div key={label} className={styles['figure']}>
          <dt>{label}</dt>
          <dd>
            {value} {note === '' ? null : <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

const labels = [
  'Trials',
  'Samples',
  'Conditions',
  'Smallest difference',
  'Unchanged prompts',
  'Output tokens',
  'Time',
  'To fetch',
] as const;
const emptyFigures: readonly Figure[] = labels.map((label) => ({ label, value: '–', note: '' }));

function toTrialsFigure({ trials, trialsAtLeast }: PlanFigures): Figure {
  return trialsAtLeast === trials
    ? { label: 'Trials', value: toCountText(trials), note: '' }
    : { label: 'Trials', value: `${toCountText(trialsAtLeast)}–${toCountText(trials)}`, note: 'first look … at most' };
}

function toFigures({ config, plan }: PreparedRun): readonly Figure[] {
  const speed = toAssumedSpeed(config);
  const figures = toPlanFigures(config, plan, speed);
  const { baseline, perturbed } = config.protocol.epochs;
  return [
    toTrialsFigure(figures),
    { label: 'Samples', value: toCountText(figures.samples), note: `× ${baseline} epochs` },
    {
      label: 'Conditions',
      value: toCountText(figures.conditions),
      note: toConditionsNote(plan, perturbed),
    },
    {
      label: 'Smallest difference',
      value: toNumberText(figures.smallestDifference, 'proportion'),
      note: figures.smallestDifference === null ? 'not for this design' : 'found with power 0.8, variances assumed',
    },
    { label: 'Unchanged prompts', value: toCountText(figures.noops), note: 'noops, not run' },
    { label: 'Output tokens', value: `≤ ${toCountText(figures.outputTokensAtMost)}`, note: '' },
    {
      label: 'Time',
      value: `about ${toDurationText(figures.durationMs)}`,
      note: `≤ ${toDurationText(figures.durationMsAtMost)}, assuming ${toCountText(speed.tokensPerSecond)} tokens/s`,
    },
    {
      label: 'To fetch',
      value: toBytesText(figures.fetchBytes),
      note: figures.fetchBytes === 0 ? 'all on this machine' : 'once, then kept',
    },
  ];
}

/** Epochs of perturbed prompts, and how many conditions are values of axes. */
function toConditionsNote({ conditions }: PreparedRun['plan'], perturbedEpochs: number): string {
  if (conditions.length === 1) return 'original only';
  const ofAxes = conditions.filter(({ axis }) => axis !== undefined).length;
  return `${perturbedEpochs} epochs perturbed${ofAxes === 0 ? '' : `, ${ofAxes} of axes`}`;
}
