import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toBytesText, toCountText } from '#core/charts/number-text.ts';
import { toFetchBytes, toFetchPlaces, toTrialCountAtMost } from '#core/charts/to-plan-figures.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';

/** A configuration from a link: untrusted, so shown first; nothing is fetched before it is taken over. */
export function SharedConfig({ shared }: { readonly shared: Result<HarnessConfig> }): JSX.Element {
  const { draft } = useServices();
  const navigate = useNavigate();
  const leave = (): void => void navigate({ to: '/evaluate', search: {}, replace: true });
  if (!shared.ok) {
    return (
      <>
        <PageHead title="Shared configuration" />
        <FailureNotice failure={shared.failure} actions={<Button onPress={leave}>Go to Evaluate</Button>} />
      </>
    );
  }
  const config = shared.value;
  return (
    <>
      <PageHead
        title="Shared configuration"
        lead="Somebody sent you this configuration as a link. Nothing has been fetched or run. Look at what it would do, then decide."
      />
      <Panel
        title={config.name}
        actions={
          <>
            <Button onPress={leave}>Discard</Button>
            <Button
              variant="primary"
              onPress={() => {
                draft.replace(config);
                leave();
              }}
            >
              Use this configuration
            </Button>
          </>
        }
      >
        <Facts facts={toFacts(config)} />
      </Panel>
    </>
  );
}

function toFacts(config: HarnessConfig): readonly { readonly label: string; readonly value: string }[] {
  const { samples } = config.task;
  const sampleCount = samples.type === 'inline' ? samples.samples.length : samples.sampleCount;
  return [
    { label: 'Models', value: config.models.map((model) => `${model.modelId} (${model.dtype})`).join(', ') },
    { label: 'Fetches from', value: toFetchPlaces(config).join(', ') },
    { label: 'Fetches at most', value: toBytesText(toFetchBytes(config)) },
    {
      label: 'Task',
      value: `${config.task.title === '' ? config.task.taskId : config.task.title}, ${toCountText(sampleCount)} samples`,
    },
    { label: 'Trials', value: `at most ${toCountText(toTrialCountAtMost(config))}` },
    { label: 'Perturbations', value: config.protocol.perturbations.map(({ id }) => id).join(', ') || 'none' },
    { label: 'Notes', value: config.notes === '' ? '–' : config.notes },
  ];
}
