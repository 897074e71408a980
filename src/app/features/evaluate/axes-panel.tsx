import { Panel } from '#app/ui/panel.tsx';
import { lazy, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { Disclosure } from './disclosure.tsx';

const AxisList = lazy(async () => ({ default: (await import('./axis-list.tsx')).AxisList }));

/** Controls of decoding and runtime that are varied. */
export function AxesPanel(props: FormPartProps): JSX.Element {
  const count = props.config.protocol.axes?.length ?? 0;
  return (
    <Panel
      title="Axes"
      lead="Each value asks the same prompts again with one control of decoding or runtime changed. Axes are reported apart from perturbations."
    >
      <Disclosure summary={count === 0 ? 'No axis: add one' : `${count} ${count === 1 ? 'axis' : 'axes'}: edit`}>
        <AxisList {...props} />
      </Disclosure>
    </Panel>
  );
}
