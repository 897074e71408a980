import { Panel } from '#app/ui/panel.tsx';
import { lazy, Suspense, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';

const AxisList = lazy(async () => ({ default: (await import('./axis-list.tsx')).AxisList }));

/** Controls of decoding and runtime that are varied. */
export function AxesPanel(props: FormPartProps): JSX.Element {
  return (
    <Panel
      title="Axes"
      lead="Each value asks the same prompts again with one control of decoding or runtime changed. Axes are reported apart from perturbations."
    >
      <Suspense>
        <AxisList {...props} />
      </Suspense>
    </Panel>
  );
}
