import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toBytesText, toCountText, toDurationText } from '#core/charts/number-text.ts';
import { toAssumedSpeed, toPlanFigures } from '#core/charts/to-plan-figures.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { PreparedRun } from '#harness/run-library.ts';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './plan-strip.module.css';
import { usePlan, type PlanState } from './use-plan.ts';

/** What Run will do, in numbers, with the button that does it. */
export function PlanStrip({ checked }: { readonly checked: Result<HarnessConfig> }): JSX.Element {
  const { runs } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const plan = usePlan(runs, checked);
  const run = async (): Promise<void> => {
    const started = await action.perform(async () => {
      const prepared = checked.ok ? await runs.prepare(checked.value) : checked;
      return prepared.ok ? runs.start(prepared.value) : prepared;
    });
    if (started.ok) await navigate({ to: '/run/$runId', params: { runId: started.value.getState().runId } });
  };
  const failure = action.failure ?? (plan.status === 'failed' ? plan.failure : null);
  return (
    <section aria-label="Plan" className={styles['strip']}>
      <PlanReadout plan={plan} />
      <div className={styles['run']}>
        <Button
          variant="primary"
          size="large"
          isDisabled={action.isBusy || !checked.ok || plan.status === 'failed'}
          onPress={() => void run()}
        >
          Run
        </Button>
        {action.isBusy ? <p role="status">Starting…</p> : null}
      </div>
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
  'Groups',
  'Unchanged prompts',
  'Output tokens',
  'Time',
  'To fetch',
] as const;
const emptyFigures: readonly Figure[] = labels.map((label) => ({ label, value: '–', note: '' }));

function toFigures({ config, plan }: PreparedRun): readonly Figure[] {
  const speed = toAssumedSpeed(config);
  const figures = toPlanFigures(config, plan, speed);
  const { baseline, perturbed } = config.protocol.epochs;
  return [
    { label: 'Trials', value: toCountText(figures.trials), note: '' },
    { label: 'Samples', value: toCountText(figures.samples), note: `× ${baseline} epochs` },
    {
      label: 'Conditions',
      value: toCountText(figures.conditions),
      note: figures.conditions > 1 ? `${perturbed} epochs perturbed` : 'original only',
    },
    { label: 'Groups', value: toCountText(figures.groups), note: 'one prefill each' },
    { label: 'Unchanged prompts', value: toCountText(figures.noops), note: 'noops, not run' },
    { label: 'Output tokens', value: `≤ ${toCountText(figures.outputTokensAtMost)}`, note: '' },
    {
      label: 'Time',
      value: `≤ ${toDurationText(figures.durationMsAtMost)}`,
      note: `assuming ${toCountText(speed.tokensPerSecond)} tokens/s`,
    },
    {
      label: 'To fetch',
      value: toBytesText(figures.fetchBytes),
      note: figures.fetchBytes === 0 ? 'all on this machine' : 'once, then kept',
    },
  ];
}
