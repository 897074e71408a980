import { Loading } from '#app/ui/loading.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { lazy, Suspense, type JSX } from 'react';
import type { ModelsComparedProps } from './models-compared.tsx';

const ModelsCompared = lazy(async () => ({ default: (await import('./models-compared.tsx')).ModelsCompared }));

/** Shown for a grid only; its code is loaded with it. */
export function ModelsComparedPanel(props: ModelsComparedProps): JSX.Element | null {
  if (props.run.rows.config.models.length < 2) return null;
  return (
    <Panel
      title="Models compared"
      lead="All models answered the same samples, so they are compared sample by sample, which tells them apart better than their intervals side by side."
    >
      <Suspense fallback={<Loading label="Loading…" />}>
        <ModelsCompared {...props} />
      </Suspense>
    </Panel>
  );
}
