import type { DraftState } from '#app/config-draft.ts';
import { useServices } from '#app/ports-context.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { lazy, type JSX } from 'react';
import { AxesPanel } from './axes-panel.tsx';
import styles from './evaluate-page.module.css';
import { ModelCard } from './model-card.tsx';
import { PrecisionSwitch } from './precision-switch.tsx';
import { PerturbationList } from './perturbation-list.tsx';
import { Disclosure } from './disclosure.tsx';
import { DecodingFields, ProtocolFields } from './protocol-fields.tsx';
import { TaskCard } from './task-card.tsx';

const JudgementPanels = lazy(async () => ({ default: (await import('./judgement-panels.tsx')).JudgementPanels }));

/** What the parts of the form get: the values, a way to change them, and the error of a field by its path. */
export interface FormPartProps {
  readonly config: HarnessConfig;
  readonly onChange: (config: HarnessConfig) => void;
  readonly errorAt: (path: string) => string | null;
}

/** The configuration as a form. While the JSON is being edited and not valid, it waits. */
export function ConfigForm({ state }: { readonly state: DraftState }): JSX.Element {
  const { draft } = useServices();
  const { config, checked } = state;
  const isWaiting = state.editedIn === 'json' && !checked.ok;
  const problems = checked.ok ? [] : (checked.failure.detail ?? checked.failure.message).split('\n');
  const errorAt = (path: string): string | null =>
    problems.find((problem) => problem.startsWith(`${path}: `))?.slice(path.length + 2) ?? null;
  const part: FormPartProps = { config, onChange: draft.replace, errorAt };
  return (
    <fieldset disabled={isWaiting} className={styles['stack']}>
      <legend className="visually-hidden">{isWaiting ? 'Form, waiting for valid JSON' : 'Form'}</legend>
      <ModelCard {...part} />
      <TaskCard {...part} />
      <Panel
        title="Protocol"
        lead="Every sample is repeated under equal conditions; each repetition is an epoch with its own recorded seed."
      >
        <div className={styles['wide']}>
          <TextField
            label="Name"
            value={config.name}
            error={errorAt('name')}
            onChange={(name) => {
              draft.replace({ ...config, name });
            }}
          />
        </div>
        <ProtocolFields {...part} />
        <PrecisionSwitch {...part} />
      </Panel>
      <Panel
        title="Perturbations"
        lead="Each one asks the same samples again, changed in a way that should not change the answer."
      >
        <PerturbationList {...part} />
      </Panel>
      <AxesPanel {...part} />
      <Panel title="Decoding" lead="All controls are explicit; no default of a library applies.">
        <DecodingFields {...part} />
      </Panel>
      <Panel
        title="Beyond right and wrong"
        lead="How sure the model is, how it declines to answer, and how bad its failures are."
      >
        <Disclosure summary={toJudgementText(config)}>
          <JudgementPanels {...part} />
        </Disclosure>
      </Panel>
    </fieldset>
  );
}

/** What of the three is on. */
function toJudgementText({ confidence, abstention, severity }: HarnessConfig): string {
  const isOn = (value: unknown): string => (value === undefined || value === null ? 'off' : 'on');
  return `Confidence questions ${isOn(confidence)}, abstention ${isOn(abstention)}, severity ${isOn(severity)}`;
}
