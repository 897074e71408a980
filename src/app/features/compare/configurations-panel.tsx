import { Loading } from '#app/ui/loading.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { RunSummary } from '#harness/ports.ts';
import { lazy, Suspense, type JSX } from 'react';

const Configurations = lazy(async () => ({ default: (await import('./configurations.tsx')).Configurations }));

/** How configurations differ: any number of runs, each model of them against one baseline. */
export function ConfigurationsPanel({ runs }: { readonly runs: readonly RunSummary[] }): JSX.Element | null {
  const models = runs.reduce((sum, { modelIds }) => sum + modelIds.length, 0);
  if (models < 2) return null;
  return (
    <Panel
      title="Configurations side by side"
      lead="How much do models or settings differ? Each one is held against a baseline, on the prompts that both were asked word for word. This is no verdict on replication."
    >
      <Suspense fallback={<Loading label="Loading…" />}>
        <Configurations runs={runs} />
      </Suspense>
    </Panel>
  );
}
